import { readPast } from './past-timer.ts';
import { type SeenState, looksAlike, noticesStayFor, type SeenSnapshot } from './seen-state.ts';
import { conflictNoticesOf, noticeOf } from './conflict-notices.ts';

const most = 20;

/** What to remember from now on, with what is to be told of others' acts that came in since `before`. */
export function updateSeenState(
  before: SeenState | undefined,
  seen: SeenSnapshot,
  device: string,
): SeenState {
  const { checkpoints, sessions, now } = seen;
  const notes = before ? [...conflictNoticesOf(before, seen, device), ...before.notes] : [];
  // Longer than news are looked for: to a clock that was set back they are none either.
  const acts = checkpoints
    .filter(({ timestamp }) => now - timestamp < 2 * noticesStayFor)
    .map(({ id }) => id);
  const ends: SeenState['ends'] = {};
  for (const { id, outcome, active_time, ended_at } of sessions) {
    if (ended_at === null || now - ended_at > noticesStayFor) continue;
    const shown = before?.ends[id];
    const end = { outcome, active_time, ended_at, since: now };
    ends[id] = shown && looksAlike(shown, end) ? shown : end;
  }
  return { acts, ends, notes: notes.filter(({ told_at }) => now - told_at < noticesStayFor).slice(0, most) };
}

/** Marks what the person has read (`id`), or gone on from by an act on `session`. */
export function withDismissed(
  memory: SeenState,
  { id, session }: { id?: string; session?: string },
): SeenState {
  const notes = memory.notes.map((note) => {
    const isOf = note.session === session || ('successor' in note && note.successor === session);
    return note.id === id || isOf ? { ...note, isRead: true as const } : note;
  });
  return { ...memory, notes };
}

/** With what another device had done before a command here that was refused. */
export function withRefusal(
  memory: SeenState,
  seen: SeenSnapshot,
  device: string,
  { type, session }: { type: string; session: string },
): SeenState {
  const { sessions, now } = seen;
  const by = readPast(seen.checkpoints).inTheWay(type, seen, session);
  const record = sessions.find(({ id }) => id === session);
  if (!by || !record || by.checkpoint.device_id === device || now - by.at > noticesStayFor) return memory;
  if (memory.notes.some(({ id }) => id === by.checkpoint.id)) return memory;
  const mine = { type, at: now };
  const note = noticeOf(by, { kind: 'late', session, phase: record.session_type, mine }, now);
  return { ...memory, notes: [note, ...memory.notes] };
}
