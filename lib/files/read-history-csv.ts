import type { Outcome } from '../timer/timer.ts';
import type { Session } from '../store/rows.ts';
import type { Phase } from '../timer/checkpoint.ts';
import { rulesVersion } from '../timer/replay.ts';
import type { CsvRow } from './csv.ts';
import { createSkipCounter, type FileRows, type FileRow } from './file-rows.ts';
import { unescapeFormula } from './escape-formula.ts';
import { type HistoryCsvColumn, requiredColumns } from './history-csv-columns.ts';
import type { ImportContext, Refusal } from './import-plan.ts';
import { readInstant } from './instant.ts';
import { validateSession } from './validate-rows.ts';

const phases: readonly string[] = ['work', 'short_break', 'long_break'] satisfies Phase[];
const outcomes: readonly string[] = ['completed', 'interrupted', 'stopped', 'skipped'] satisfies Outcome[];
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
/** Minutes are written with up to a millisecond's precision; spreadsheets round the last digit. */
const roundingSlack = 1000;

/** Whether a header has the columns that reading the history needs. */
export function isHistoryCsvHeader(header: readonly string[]): boolean {
  const names = header.map(nameOf);
  return requiredColumns.every((column) => names.includes(column));
}

/**
 * Reads the history as CSV, as Baton or a person wrote it: columns in any order, unknown ones passed over. Without
 * an outcome a session counts as completed, without minutes it ran from start to end, without an id it gets one
 * from its content.
 */
export function readHistoryCsv(
  [header, ...rows]: CsvRow[],
  { now, deriveId: derive }: ImportContext,
): FileRows | { refused: Refusal } {
  const columns = (header?.cells ?? []).map(nameOf);
  const skips = createSkipCounter();
  const found: FileRow[] = [];
  for (const { line, cells } of rows) {
    const refuse = (place?: HistoryCsvColumn): { refused: Refusal } => ({
      refused: place ? { line, reason: 'bad_value', place } : { line, reason: 'bad_row' },
    });
    if (cells.length !== columns.length) return refuse();
    const cell = (column: HistoryCsvColumn) => (cells[columns.indexOf(column)] ?? '').trim();

    const start = readInstant(cell('start'));
    if (start === null) return refuse('start');
    const end = cell('end') === '' ? null : readInstant(cell('end'));
    if (end === null && cell('end') !== '') return refuse('end');
    const phase = cell('phase');
    if (!isPhase(phase)) return refuse('phase');
    const outcome = cell('outcome') || 'completed';
    if (!isOutcome(outcome)) return refuse('outcome');
    const minutes = cell('minutes') === '' ? null : readDecimal(cell('minutes'));
    if (Number.isNaN(minutes)) return refuse('minutes');
    const round = readDecimal(cell('round') || '1');
    if (Number.isNaN(round)) return refuse('round');
    for (const column of ['id', 'task_id'] as const) {
      if (cell(column) !== '' && !uuid.test(cell(column))) return refuse(column);
    }

    const where = () => line;
    if (end === null) {
      skips.add('unfinished', where);
      continue;
    }
    const session: Session = {
      id: cell('id').toLowerCase() || derive(`history ${start} ${end} ${phase}`, 'session'),
      task_id: cell('task_id').toLowerCase() || null,
      session_type: phase,
      start_time: start,
      end_time: end,
      completed: outcome === 'completed',
      current_session_number: round,
      active_time: minutes === null ? end - start : Math.round(minutes * 60_000),
      outcome,
      preset_type: unescapeFormula(cell('preset')) || 'short',
      rules: rulesVersion,
    };
    const judged = validateSession(session, now);
    if ('wrong' in judged) skips.add(judged.wrong, where);
    else if (session.active_time > end - start + roundingSlack) skips.add('out_of_range', where);
    else found.push({ change: { table: 'pomodoro_sessions', row: judged.row }, line: where });
  }
  return { source: 'baton-history', rows: found, skipped: skips };
}

function nameOf(column: string): string {
  return column.trim().toLowerCase();
}

function isPhase(text: string): text is Phase {
  return phases.includes(text);
}

function isOutcome(text: string): text is Outcome {
  return outcomes.includes(text);
}

/** A number with a point or, from a spreadsheet of half the world, a comma; NaN for anything else. */
function readDecimal(text: string): number {
  return /^\d{1,9}(?:[.,]\d{1,20})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}
