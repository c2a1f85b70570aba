import { readNote } from '../../corrections/note.ts';
import type { Session } from '../../store/rows.ts';
import type { Phase } from '../../timer/checkpoint.ts';
import { firstRules } from '../../timer/replay.ts';
import type { Outcome } from '../../timer/timer.ts';
import type { FileRow, ReadFile } from '../file-rows.ts';
import type { ImportContext } from '../import-plan.ts';
import { readInstant } from '../instant.ts';
import type { Refusal } from '../refusal.ts';
import { createSkipCounter } from '../skipped-rows.ts';
import { validateSession } from '../validate-rows.ts';
import { withoutEmptyEnd, type CsvRow } from './csv.ts';
import { unescapeFormula } from './escape-formula.ts';
import { requiredColumns, type HistoryCsvColumn } from './history-csv-columns.ts';
import { readDecimal } from './read-number.ts';

const phases: readonly string[] = ['work', 'short_break', 'long_break'] satisfies Phase[];
const outcomes: readonly string[] = ['completed', 'interrupted', 'stopped', 'skipped'] satisfies Outcome[];
const takenColumns: readonly string[] = [
  ...requiredColumns,
  'outcome',
  'minutes',
  'round',
  'preset',
  'note',
  'internal_interruptions',
  'external_interruptions',
  'task_id',
  'id',
] satisfies HistoryCsvColumn[];
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
/** Stands where a letter could not be decoded. */
const lost = '\ufffd';
/** A spreadsheet rounds the last digit of the minutes, so a session may seem to run longer than its span. */
const roundingSlack = 1000;

export function isHistoryCsvHeader(header: readonly string[]): boolean {
  const names = header.map(columnName);
  return requiredColumns.every((column) => names.includes(column));
}

/**
 * Reads the history as CSV, whether Baton or a person wrote it. Columns may stand in any order, and unknown ones are
 * ignored. A session without an outcome counts as completed, one without minutes ran from its start to its end, and
 * one without an id gets an id that is made of its content.
 */
export function readHistoryCsv([header, ...body]: CsvRow[], { now, deriveId }: ImportContext): ReadFile {
  const columns = withoutEmptyEnd(header?.cells ?? []).map(columnName);
  // A row that ends before a column that is read was cut off.
  const width = columns.findLastIndex((name) => takenColumns.includes(name)) + 1;
  const skipped = createSkipCounter();
  const rows: FileRow[] = [];
  for (const { line, cells } of body) {
    const refuse = (place?: HistoryCsvColumn): { refused: Refusal } => ({
      refused: place ? { line, reason: 'bad_value', place } : { line, reason: 'bad_row' },
    });
    if (cells.length < width || withoutEmptyEnd(cells).length > columns.length) return refuse();
    const cell = (column: HistoryCsvColumn) => (cells[columns.indexOf(column)] ?? '').trim();

    const start = readInstant(cell('start'));
    if (start === null) return refuse('start');
    const end = cell('end') === '' ? null : readInstant(cell('end'));
    if (end === null && cell('end') !== '') return refuse('end');
    const phase = cell('phase').toLowerCase();
    if (!isPhase(phase)) return refuse('phase');
    const outcome = cell('outcome').toLowerCase() || 'completed';
    if (!isOutcome(outcome)) return refuse('outcome');
    const minutes = cell('minutes') === '' ? null : readDecimal(cell('minutes'));
    if (Number.isNaN(minutes)) return refuse('minutes');
    const round = readDecimal(cell('round') || '1');
    if (Number.isNaN(round)) return refuse('round');
    const [internal, external] = [
      readDecimal(cell('internal_interruptions') || '0'),
      readDecimal(cell('external_interruptions') || '0'),
    ];
    if (Number.isNaN(internal)) return refuse('internal_interruptions');
    if (Number.isNaN(external)) return refuse('external_interruptions');
    if (cell('preset').includes(lost)) return refuse('preset');
    if (cell('note').includes(lost)) return refuse('note');
    for (const column of ['id', 'task_id'] as const) {
      if (cell(column) !== '' && !uuid.test(cell(column))) return refuse(column);
    }

    const findLine = () => line;
    if (end === null) {
      skipped.add('unfinished', findLine);
      continue;
    }
    const note = readNote(unescapeFormula(cell('note')));
    const session: Session = {
      id: cell('id').toLowerCase() || deriveId(`history ${start} ${end} ${phase}`, 'session'),
      task_id: cell('task_id').toLowerCase() || null,
      session_type: phase,
      start_time: start,
      end_time: end,
      completed: outcome === 'completed',
      current_session_number: round,
      active_time: minutes === null ? end - start : Math.round(minutes * 60_000),
      outcome,
      preset_type: unescapeFormula(cell('preset')) || 'short',
      rules: firstRules,
      ...(note !== null && { note }),
      ...(cell('internal_interruptions') !== '' && { internal_interruptions: internal }),
      ...(cell('external_interruptions') !== '' && { external_interruptions: external }),
    };
    const validated = validateSession(session, now);
    if ('wrong' in validated) skipped.add(validated.wrong, findLine);
    else if (session.active_time > end - start + roundingSlack) skipped.add('out_of_range', findLine);
    else rows.push({ change: { table: 'pomodoro_sessions', row: validated.row }, findLine });
  }
  return { source: 'baton-history', rows, skipped };
}

function columnName(cell: string): string {
  return cell.trim().toLowerCase();
}

function isPhase(text: string): text is Phase {
  return phases.includes(text);
}

function isOutcome(text: string): text is Outcome {
  return outcomes.includes(text);
}
