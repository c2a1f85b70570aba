import type { AddedSession, CorrectedFields } from '../../../corrections/correction.ts';
import { readNote } from '../../../corrections/note.ts';
import type { Span } from '../../../corrections/placed-span.ts';
import type { OffsetAt } from '../../../statistics/local-days.ts';
import { instantOfLocalTime, localTimeText } from './local-time.ts';
import type { Interruption, Phase } from '../../../timer/checkpoint.ts';

const minute = 60_000;

/** What the form begins with: a session as it is, or one to add. */
export interface DraftedSession {
  phase: Phase;
  task_id: string | null;
  start: number;
  end: number;
  active: number;
  isCompleted: boolean;
  note: string | null;
  interruptions: Record<Interruption, number> | null;
}

/** What stands in the fields of the form. */
export interface SessionDraft {
  start: string;
  end: string;
  /** Null while nobody has touched them: they follow start and end. */
  minutes: string | null;
  /** The id of a task, or nothing. */
  task: string;
  phase: Phase;
  counts: boolean;
  note: string;
  /** Numbers, or nothing. */
  internal: string;
  external: string;
}

/** What a draft is read beside. */
export interface DraftBeside {
  /** The session as it was when the form opened, and what the fields said then. */
  session: DraftedSession;
  first: SessionDraft;
  /** The minutes of all other sessions. */
  others: readonly Span[];
  offsetAt: OffsetAt;
}

/** What of a draft is no time at all. */
export type Unreadable = 'start_time' | 'end_time';

export function draftOf(session: DraftedSession, offsetAt: OffsetAt): SessionDraft {
  return {
    start: localTimeText(session.start, offsetAt),
    end: localTimeText(session.end, offsetAt),
    minutes: null,
    task: session.task_id ?? '',
    phase: session.phase,
    counts: session.isCompleted,
    note: session.note ?? '',
    internal: String(session.interruptions?.internal ?? ''),
    external: String(session.interruptions?.external ?? ''),
  };
}

/**
 * The fields that the draft changes. A field that says what it said at first changes nothing: the seconds that it does
 * not show stay.
 */
export function changedFields(
  draft: SessionDraft,
  { session, first, others, offsetAt }: DraftBeside,
): { fields: Partial<CorrectedFields>; unreadable: Unreadable | null } {
  const start = readTime(draft.start, first.start, session.start, offsetAt);
  const end = readTime(draft.end, first.end, session.end, offsetAt);
  if (start === null || end === null) {
    return { fields: {}, unreadable: start === null ? 'start_time' : 'end_time' };
  }
  const times = { start: draft.start === first.start ? start : afterNeighbour(start, others), end };
  const fields: Partial<CorrectedFields> = {
    ...(times.start !== session.start && { start_time: times.start }),
    ...(end !== session.end && { end_time: end }),
    ...(draft.minutes !== null && { active_time: activeOf(draft.minutes, times.end - times.start) }),
    ...(draft.task !== first.task && { task_id: draft.task === '' ? null : draft.task }),
    ...(draft.phase !== session.phase && { session_type: draft.phase }),
    ...(draft.counts !== session.isCompleted && { counts: draft.counts }),
    ...(draft.note !== first.note && { note: readNote(draft.note) }),
    ...(draft.internal !== first.internal && { internal_interruptions: countOf(draft.internal) }),
    ...(draft.external !== first.external && { external_interruptions: countOf(draft.external) }),
  };
  return { fields, unreadable: null };
}

function countOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

/** The session that the draft adds. */
export function addedSession(fields: Partial<CorrectedFields>, session: DraftedSession): AddedSession {
  return {
    task_id: session.task_id,
    session_type: session.phase,
    start_time: session.start,
    end_time: session.end,
    counts: session.isCompleted,
    ...fields,
  };
}

function readTime(text: string, first: string, instant: number, offsetAt: OffsetAt): number | null {
  return text === first ? instant : instantOfLocalTime(text, instant, offsetAt);
}

/** Where another session ends within the minute that was chosen, the field shows the same for both: this one follows. */
function afterNeighbour(start: number, others: readonly Span[]): number {
  return others.reduce((from, { to }) => (to > from && to < start + minute ? to : from), start);
}

/** As many minutes as the person wrote. All minutes of a session are all of its time, with its seconds. */
function activeOf(minutes: string, span: number): number {
  const count = minutes.trim() === '' ? NaN : Number(minutes);
  const isAll = count === Math.round(span / minute) || count === Math.ceil(span / minute);
  return isAll && span > 0 ? span : Math.round(count * minute);
}
