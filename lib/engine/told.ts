import { type Memory, looksAlike, newsFor, type Seen } from './memory.ts';
import { newsOf } from './news.ts';

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
