import type { WireRowOf } from '../../server-model/wire-rows.ts';
import type { Session } from '../../../lib/store/rows.ts';
import { isByHand } from '../../../lib/store/session-corrections.ts';
import type { Findings, Violation } from '../run/findings.ts';

/** What follows from a correction stands in the row, and what does not is as the machine had it. */
export function checkCorrections({ plan, observer, ledgers }: Findings): Violation[] {
  const rows = ledgers[0]?.tables.pomodoro_sessions ?? [];
  const isTold = plan.events.every(({ type }) => type !== 'signed out' && type !== 'forget');
  return rows.flatMap((row) => {
    const told = isTold ? toldLast(observer.stored, row.id) : null;
    const wrong = isByHand(row) ? (oddIn(row) ?? (told && unlike(row, told))) : withoutMark(row);
    const text = wrong && `${row.id} was corrected and ${wrong}: ${JSON.stringify(row)}`;
    return text === null ? [] : [{ invariant: 'A person outranks the machine', text }];
  });
}

function withoutMark({ edited = {} }: Session): string | null {
  return Object.keys(edited).length > 0 ? 'does not say so' : null;
}

function oddIn({ start_time, end_time, active_time, outcome, completed, ...row }: Session): string | null {
  if (typeof row.deleted_at === 'number') {
    return outcome === 'void' && !completed ? null : 'is deleted and there';
  }
  if (end_time === null) return null;
  if (end_time < start_time) return 'ends before it begins';
  if (active_time > end_time - start_time && !row.edited?.['active_time']) return 'ran longer than it took';
  if (outcome === 'void' || outcome === 'running' || outcome === 'paused') return `is over and ${outcome}`;
  if ((outcome === 'completed') !== completed) return `is ${outcome} and is not`;
  return typeof row.counts === 'boolean' && row.counts !== completed ? 'counts as nobody said' : null;
}

/**
 * What the machine said last of a session before anybody corrected it. Null where an act that could change it came after
 * that, or where the machine said that it was not over.
 */
function toldLast(stored: Findings['observer']['stored'], id: string): WireRowOf['row'] | null {
  const isMachines = (row: WireRowOf['row']) => Object.keys(row['edited'] ?? {}).length === 0;
  const place = stored.findLastIndex(
    ({ table, row }) => table === 'pomodoro_sessions' && row.id === id && isMachines(row),
  );
  const told = stored[place]?.row;
  const over = told?.end_time;
  if (!told || typeof over !== 'string' || told.outcome === 'void') return null;
  const end = Date.parse(over);
  const isRevised = stored.some(
    ({ table, row }, index) =>
      index > place &&
      table === 'pomodoro_checkpoints' &&
      (row.session_id === id || Date.parse(String(row.timestamp)) <= end),
  );
  return isRevised ? null : told;
}

function unlike(row: Session, told: WireRowOf['row']): string | null {
  const { edited = {}, start_time, end_time, active_time } = row;
  const is = (field: string) => edited[field] !== undefined;
  const [start, end] = [Date.parse(String(told.start_time)), Date.parse(String(told.end_time))];
  if (!is('task_id') && row.task_id !== told.task_id) return 'lost its task';
  if (!is('session_type') && row.session_type !== told['session_type']) return 'is of another kind';
  // A corrected start or end moves the other one only where it lies beyond it.
  if (end_time === null || end_time === start_time) return null;
  if (!is('start_time') && start_time !== start) return 'begins at another time';
  if (!is('end_time') && end_time !== end) return 'ends at another time';
  if (is('active_time')) return null;
  const paused = Math.max(0, end - start - Number(told.active_time));
  const span = end_time - start_time;
  return active_time === (span > paused ? span - paused : span) ? null : 'has other minutes';
}
