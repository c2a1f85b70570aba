import { backupShape } from './backup-shape.ts';
import { createSkipCounter, type FileRows, type FileRow, type FindLine } from './file-rows.ts';
import type { ImportContext, Refusal } from './import-plan.ts';
import { lineOfJsonValue, type JsonPath } from './json-place.ts';
import { checkShape } from './check-shape.ts';
import { validateSettings } from './validate-settings.ts';
import { validateCheckpoint, validateSession, validateTask, type Validated } from './validate-rows.ts';
import { backupVersion } from './write-backup.ts';

/** Reads Baton's own JSON; `value` is what the text says. */
export function readBackup(
  value: object,
  text: string,
  { stored: here, now }: ImportContext,
): FileRows | { refused: Refusal } {
  const version = 'version' in value ? value.version : undefined;
  const lineOfVersion = () => lineOfJsonValue(text, ['version']);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return { refused: { line: lineOfVersion(), reason: 'bad_value', place: 'version' } };
  }
  if (version > backupVersion) return { refused: { line: lineOfVersion(), reason: 'newer_version' } };
  const read = checkShape(backupShape, value, text);
  if ('refused' in read) return read;

  const { settings, tasks, sessions, checkpoints } = read.value;
  const skips = createSkipCounter();
  const found: FileRow[] = [];
  const line =
    (...path: JsonPath): FindLine =>
    () =>
      lineOfJsonValue(text, path);

  function take<Row>(
    rows: readonly Row[],
    part: string,
    sound: (row: Row) => Validated<Row>,
    put: Put<Row>,
  ): void {
    for (const [index, row] of rows.entries()) {
      const judged = sound(row);
      if ('wrong' in judged) skips.add(judged.wrong, line(part, index));
      else found.push({ change: put(judged.row), line: line(part, index) });
    }
  }

  const { values, edited, wrong } = validateSettings(settings, now);
  for (const key of wrong) skips.add('out_of_range', line('settings', 'values', key));
  if (Object.keys(values).length > 0) {
    const row = { id: here.owner, email: null, username: null, pomodoro_settings: values, edited };
    found.push({ change: { table: 'users', row }, line: line('settings') });
  }
  take(
    tasks,
    'tasks',
    (row) => validateTask(row, now),
    (row) => ({ table: 'tasks', row }),
  );
  take(
    checkpoints,
    'checkpoints',
    (row) => validateCheckpoint(row, now),
    (row) => ({ table: 'pomodoro_checkpoints', row }),
  );
  take(
    sessions.map((row) => ({ ...row, completed: row.outcome === 'completed' })),
    'sessions',
    (row) => validateSession(row, now),
    (row) => ({ table: 'pomodoro_sessions', row }),
  );
  return { source: 'baton', rows: found, skipped: skips };
}

type Put<Row> = (row: Row) => FileRow['change'];
