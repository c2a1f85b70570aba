import type { Change } from '../../store/rows.ts';
import { checkShape } from '../check-shape.ts';
import type { FileRow, ReadFile } from '../file-rows.ts';
import type { ImportContext } from '../import-plan.ts';
import { lineOfJsonValue, type JsonPath } from '../json-place.ts';
import { createSkipCounter, type FindLine } from '../skipped-rows.ts';
import { validateCheckpoint, validateSession, validateTask, type Validated } from '../validate-rows.ts';
import { validateSettings } from '../validate-settings.ts';
import { backupShape } from './backup-shape.ts';
import { backupVersion } from './write-backup.ts';

/** Reads what `writeBackup` writes. `value` is the parsed text; the text itself tells the lines. */
export function readBackup(value: object, text: string, { stored, now }: ImportContext): ReadFile {
  const version = 'version' in value ? value.version : undefined;
  const findVersionLine = () => lineOfJsonValue(text, ['version']);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return { refused: { line: findVersionLine(), reason: 'bad_value', place: 'version' } };
  }
  if (version > backupVersion) return { refused: { line: findVersionLine(), reason: 'newer_version' } };
  const checked = checkShape(backupShape, value, text);
  if ('refused' in checked) return checked;

  const { settings, tasks, sessions, checkpoints } = checked.value;
  const skipped = createSkipCounter();
  const rows: FileRow[] = [];
  const lineFinder =
    (...path: JsonPath): FindLine =>
    () =>
      lineOfJsonValue(text, path);

  function addRows<Row>(
    part: string,
    found: readonly Row[],
    validate: (row: Row, now: number) => Validated<Row>,
    toChange: (row: Row) => Change,
  ): void {
    for (const [index, row] of found.entries()) {
      const validated = validate(row, now);
      const findLine = lineFinder(part, index);
      if ('wrong' in validated) skipped.add(validated.wrong, findLine);
      else rows.push({ change: toChange(validated.row), findLine });
    }
  }

  const { values, edited, wrong } = validateSettings(settings, now);
  for (const key of wrong) skipped.add('out_of_range', lineFinder('settings', 'values', key));
  if (Object.keys(values).length > 0) {
    const row = { id: stored.owner, email: null, username: null, pomodoro_settings: values, edited };
    rows.push({ change: { table: 'users', row }, findLine: lineFinder('settings') });
  }
  addRows('tasks', tasks, validateTask, (row) => ({ table: 'tasks', row }));
  addRows('checkpoints', checkpoints, validateCheckpoint, (row) => ({ table: 'pomodoro_checkpoints', row }));
  addRows(
    'sessions',
    sessions.map((row) => ({ ...row, completed: row.outcome === 'completed' })),
    validateSession,
    (row) => ({ table: 'pomodoro_sessions', row }),
  );
  return { source: 'baton', rows, skipped };
}
