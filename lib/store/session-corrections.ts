import { editTime } from './edit-time.ts';
import type { Edited, Session } from './rows.ts';

/** The fields of a session that a person corrects; each has its own time in `edited`. */
export const sessionFields = [
  'task_id',
  'session_type',
  'start_time',
  'end_time',
  'active_time',
  'counts',
  'deleted_at',
  'note',
  'internal_interruptions',
  'external_interruptions',
] as const satisfies readonly (keyof Session)[];

export type SessionField = (typeof sessionFields)[number];

/** Added to the `rules` of a row that a person corrected. No replay has as many, so no version of it writes over them. */
export const byHandRules = 100_000;

/** Whether a person has corrected anything of it, or added it. */
export function isByHand({ rules }: Pick<Session, 'rules'>): boolean {
  return rules >= byHandRules;
}

/** Whether it is by hand in more than its note, of which no timer says anything. */
export function isCorrected(row: Session): boolean {
  return isByHand(row) && !Object.keys(row.edited ?? {}).every((field) => field === 'note');
}

/** The version of the replay that wrote what nobody has corrected; 0 where none did. */
export function replayRules({ rules }: Pick<Session, 'rules'>): number {
  return rules % byHandRules;
}

/** How long a session ran that was paused for so long in between, milliseconds. */
export function minutesWithin(span: number, paused: number): number {
  return span > paused ? span - paused : span;
}

/** How long a session was paused, as far as its row tells. */
export function pausedIn({ start_time, end_time, active_time }: Session): number {
  return end_time === null ? 0 : Math.max(0, end_time - start_time - active_time);
}

/**
 * What a row says once the corrected fields of another one are laid over it. The other fields follow from them: minutes
 * that nobody corrected are the time from start to end without the pauses, and where a corrected start or end goes
 * beyond the other one, that gives way. A session that is deleted is void, so that earlier versions leave it out, too.
 */
export function withCorrections(machine: Session, corrected: Session): Session {
  const { edited } = corrected;
  // An earlier server has kept what was corrected, and forgotten which fields that were.
  if (!edited && isByHand(corrected)) return corrected;
  if (!edited || Object.keys(edited).length === 0) return machine;
  const is = (field: SessionField) => editTime(edited, field) > 0 && corrected[field] !== undefined;
  const taken = Object.fromEntries(sessionFields.filter(is).map((field) => [field, corrected[field]]));
  const given = {
    counts: null,
    deleted_at: null,
    note: corrected.note ?? null,
    ...machine,
    ...taken,
  } as Session;
  const { start_time, end_time } = inOrder(given, edited);
  const isEnded = end_time !== null;
  const isDeleted = typeof given.deleted_at === 'number';
  const completed = isEnded && !isDeleted && (given.counts ?? machine.completed);
  const active_time =
    !isEnded || is('active_time')
      ? given.active_time
      : minutesWithin(end_time - start_time, pausedIn(machine));
  return {
    ...given,
    start_time,
    end_time,
    active_time,
    completed,
    outcome: isDeleted ? 'void' : outcomeOf(machine, isEnded, completed),
    rules: byHandRules + replayRules(machine),
    edited,
  };
}

function outcomeOf({ outcome }: Session, isEnded: boolean, completed: boolean): Session['outcome'] {
  if (!isEnded) return outcome;
  if (completed) return 'completed';
  return outcome === 'skipped' || outcome === 'interrupted' ? outcome : 'stopped';
}

/** Of a start and an end that contradict each other, the one that was corrected later stays. */
function inOrder(
  { start_time, end_time }: Session,
  edited: Edited,
): Pick<Session, 'start_time' | 'end_time'> {
  if (end_time === null || start_time <= end_time) return { start_time, end_time };
  return editTime(edited, 'start_time') > editTime(edited, 'end_time')
    ? { start_time, end_time: start_time }
    : { start_time: end_time, end_time };
}

/** Whether a corrected field of `over` replaces that of `base`, given when each was corrected. */
type Contest = (overAt: number, baseAt: number, isSame: boolean) => boolean;

/**
 * `base` with the corrected fields of `over` that win. All that no person corrected is as in `machine`, which is one of
 * the two. `hasTaken` says whether any field won.
 */
export function mergeSessions(
  base: Session,
  over: Session,
  wins: Contest,
  machine: Session,
): { row: Session; hasTaken: boolean } {
  const won = sessionFields.filter((field) => {
    const overAt = editTime(over.edited ?? {}, field);
    return overAt > 0 && wins(overAt, editTime(base.edited ?? {}, field), over[field] === base[field]);
  });
  const stamps = won.map((field) => {
    const [overAt, baseAt] = [editTime(over.edited ?? {}, field), editTime(base.edited ?? {}, field)];
    // Every device has to see the second correction as the later one.
    return [field, overAt > baseAt ? overAt : baseAt + 1] as const;
  });
  const values = Object.fromEntries(won.map((field) => [field, over[field]]));
  const isEdited = base.edited !== undefined || over.edited !== undefined;
  const edited = isEdited && { edited: { ...base.edited, ...Object.fromEntries(stamps) } };
  const corrected: Session = { ...base, ...values, ...edited };
  // A row that a replay makes has fewer fields than one that the server knows.
  const row = { ...base, ...withCorrections(machine, corrected), ...edited };
  return { row, hasTaken: won.length > 0 };
}
