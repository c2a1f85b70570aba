import { lookInto } from './past-timer.ts';
import { type Memory, looksAlike, newsFor, type Seen } from './seen-state.ts';
import { newsOf, noteOf } from './conflict-notices.ts';

const most = 20;

/** What to remember from now on, with what is to be told of others' acts that came in since `before`. */
export function remember(before: Memory | undefined, seen: Seen, device: string): Memory {
  const { checkpoints, sessions, now } = seen;
  const notes = before ? [...newsOf(before, seen, device), ...before.notes] : [];
  // Longer than news are looked for: to a clock that was set back they are none either.
  const acts = checkpoints.filter(({ timestamp }) => now - timestamp < 2 * newsFor).map(({ id }) => id);
  const ends: Memory['ends'] = {};
  for (const { id, outcome, active_time, ended_at } of sessions) {
    if (ended_at === null || now - ended_at > newsFor) continue;
    const shown = before?.ends[id];
    const end = { outcome, active_time, ended_at, since: now };
    ends[id] = shown && looksAlike(shown, end) ? shown : end;
  }
  return { acts, ends, notes: notes.filter(({ told_at }) => now - told_at < newsFor).slice(0, most) };
}

/** Marks what the person has read (`id`), or gone on from by an act on `session`. */
export function dismiss(memory: Memory, { id, session }: { id?: string; session?: string }): Memory {
  const notes = memory.notes.map((note) => {
    const isOf = note.session === session || ('successor' in note && note.successor === session);
    return note.id === id || isOf ? { ...note, isRead: true as const } : note;
  });
  return { ...memory, notes };
}

/** With what another device had done before a command here that was refused. */
export function miss(
  memory: Memory,
  seen: Seen,
  device: string,
  { type, session }: { type: string; session: string },
): Memory {
  const { sessions, now } = seen;
  const by = lookInto(seen.checkpoints).inTheWay(type, seen, session);
  const record = sessions.find(({ id }) => id === session);
  if (!by || !record || by.checkpoint.device_id === device || now - by.at > newsFor) return memory;
  if (memory.notes.some(({ id }) => id === by.checkpoint.id)) return memory;
  const mine = { type, at: now };
  const note = noteOf(by, { kind: 'late', session, phase: record.session_type, mine }, now);
  return { ...memory, notes: [note, ...memory.notes] };
}
