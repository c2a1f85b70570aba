import type { Answer } from '../../../lib/messages/answer.ts';
import type { Command } from '../../../lib/messages/command.ts';
import type { Profile } from '../browsers/profile.ts';
import { heldRows } from '../records/held-rows.ts';

/** Starts a phase in the place of whatever is open, which a start has to name. */
export async function startInPlace(
  profile: Profile,
  command: Extract<Command, { type: 'start' }>,
): Promise<Answer> {
  const answer = await profile.send(command);
  if (answer.ok || !['already_running', 'already_paused'].includes(answer.reason)) return answer;
  const { checkpoints } = await heldRows(profile);
  const newest = checkpoints.toSorted(
    (one, other) => other.timestamp - one.timestamp || other.generation - one.generation,
  )[0];
  return newest ? profile.send({ ...command, session: newest.session_id }) : answer;
}
