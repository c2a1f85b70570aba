import { findConflicts, noticeOf } from './find-conflicts.ts';
import { readPast } from './past-timer.ts';
import { looksAlike, noticesStayFor, type SeenSnapshot, type SeenState } from './seen-state.ts';

const mostNotices = 20;

/** The next seen state, with notices of what other devices did since `before`. */
export function updateSeenState(
  before: SeenState | undefined,
  snapshot: SeenSnapshot,
  device: string,
): SeenState {
  const { checkpoints, sessions, now } = snapshot;
  const notices = before ? [...findConflicts(before, snapshot, device), ...before.notes] : [];
  // Acts are kept twice as long as they can get a notice. So they are not new again when the clock is set back.
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
  const fresh = notices.filter(({ told_at }) => now - told_at < noticesStayFor);
  return { acts, ends, notes: fresh.slice(0, mostNotices) };
}

/** Marks as read the notice `id`, or the notices about a `session` on which the person has acted. */
export function withDismissed(
  seen: SeenState,
  { id, session }: { id?: string; session?: string },
): SeenState {
  const notes = seen.notes.map((notice) => {
    const isOf = notice.session === session || ('successor' in notice && notice.successor === session);
    return notice.id === id || isOf ? { ...notice, isRead: true as const } : notice;
  });
  return { ...seen, notes };
}

/** Adds a notice of the other device's act because of which a command was refused here. */
export function withRefusal(
  seen: SeenState,
  snapshot: SeenSnapshot,
  device: string,
  { type, session }: { type: string; session: string },
): SeenState {
  const { checkpoints, sessions, now } = snapshot;
  const by = readPast(checkpoints).whyRefused(type, snapshot, session);
  const record = sessions.find(({ id }) => id === session);
  if (!by || !record || by.checkpoint.device_id === device || now - by.at > noticesStayFor) return seen;
  if (seen.notes.some(({ id }) => id === by.checkpoint.id)) return seen;
  const mine = { type, at: now };
  const notice = noticeOf(by, { kind: 'late', session, phase: record.session_type, mine }, now);
  return { ...seen, notes: [notice, ...seen.notes] };
}
