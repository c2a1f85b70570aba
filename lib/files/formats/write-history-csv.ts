import type { Session, Task } from '../../store/rows.ts';
import { isByHand } from '../../store/session-corrections.ts';
import { storedTags, tagsOf } from '../../tags/tags.ts';
import { writeLocalInstant } from '../instant.ts';
import { writeCsv } from './csv.ts';
import { escapeFormula } from './escape-formula.ts';
import { historyCsvColumns, type HistoryCsvColumn } from './history-csv-columns.ts';

/** Tells Excel that a CSV file is UTF-8. Without it Excel garbles titles in most languages. */
const byteOrderMark = '\ufeff';

export interface HistoryCsvContext {
  /** Deleted tasks among them: their titles are still wanted. */
  tasks: readonly Task[];
  /** What the devices are called, by id. */
  devices: ReadonlyMap<string, string>;
  /** Local time minus UTC at an instant, both in milliseconds. */
  offsetAt(instant: number): number;
}

/** The ended sessions as CSV, the oldest first. What was deleted or never was is left out. */
export function writeHistoryCsv(
  sessions: readonly Session[],
  { tasks, devices, offsetAt }: HistoryCsvContext,
): string {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const ended = sessions
    .flatMap((session) => {
      const { end_time, outcome } = session;
      return end_time === null || outcome === 'void' ? [] : [{ ...session, end_time }];
    })
    .sort((a, b) => a.start_time - b.start_time || (a.id < b.id ? -1 : 1));
  const rows = ended.map((session) => {
    const start = writeLocalInstant(session.start_time, offsetAt(session.start_time));
    const [date = '', clock = ''] = start.split('T');
    const task = session.task_id === null ? undefined : byId.get(session.task_id);
    const cells: Record<HistoryCsvColumn, string> = {
      start,
      end: writeLocalInstant(session.end_time, offsetAt(session.end_time)),
      date,
      time: clock.slice(0, 5),
      phase: session.session_type,
      outcome: session.outcome,
      minutes: String(Number((session.active_time / 60_000).toFixed(6))),
      round: String(session.current_session_number),
      preset: escapeFormula(session.preset_type),
      task: escapeFormula(task?.title ?? ''),
      note: escapeFormula(session.note ?? ''),
      internal_interruptions: String(session.internal_interruptions ?? ''),
      external_interruptions: String(session.external_interruptions ?? ''),
      task_id: session.task_id ?? '',
      device: escapeFormula(devices.get(session.device_id ?? '') ?? ''),
      by_hand: isByHand(session) ? 'yes' : '',
      id: session.id,
      tags: escapeFormula(task ? storedTags(tagsOf(task)) : ''),
    };
    return historyCsvColumns.map((column) => cells[column]);
  });
  return byteOrderMark + writeCsv([historyCsvColumns, ...rows]);
}
