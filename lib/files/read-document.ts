import { documentShape } from './document-shape.ts';
import { createSkips, type Draft, type Found, type Line } from './draft.ts';
import type { Desk, Refusal } from './import-plan.ts';
import { lineAt, type JsonPath } from './json-place.ts';
import { readShape } from './read-shape.ts';
import { soundSettings } from './valid-settings.ts';
import { soundCheckpoint, soundSession, soundTask, type Sound } from './valid-row.ts';
import { documentVersion } from './write-document.ts';

/** Reads Baton's own JSON; `value` is what the text says. */
export function readDocument(value: object, text: string, { here, now }: Desk): Draft | { refused: Refusal } {
  const version = 'version' in value ? value.version : undefined;
  const lineOfVersion = () => lineAt(text, ['version']);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return { refused: { line: lineOfVersion(), reason: 'bad_value', place: 'version' } };
  }
  if (version > documentVersion) return { refused: { line: lineOfVersion(), reason: 'newer_version' } };
  const read = readShape(documentShape, value, text);
  if ('refused' in read) return read;

  const { settings, tasks, sessions, checkpoints } = read.value;
  const skips = createSkips();
  const found: Found[] = [];
  const line =
    (...path: JsonPath): Line =>
    () =>
      lineAt(text, path);

  function take<Row>(
    rows: readonly Row[],
    part: string,
    sound: (row: Row) => Sound<Row>,
    put: Put<Row>,
  ): void {
    for (const [index, row] of rows.entries()) {
      const judged = sound(row);
      if ('wrong' in judged) skips.add(judged.wrong, line(part, index));
      else found.push({ change: put(judged.row), line: line(part, index) });
    }
  }

  const { values, edited, wrong } = soundSettings(settings, now);
  for (const key of wrong) skips.add('out_of_range', line('settings', 'values', key));
  if (Object.keys(values).length > 0) {
    const row = { id: here.owner, email: null, username: null, pomodoro_settings: values, edited };
    found.push({ change: { table: 'users', row }, line: line('settings') });
  }
  take(
    tasks,
    'tasks',
    (row) => soundTask(row, now),
    (row) => ({ table: 'tasks', row }),
  );
  take(
    checkpoints,
    'checkpoints',
    (row) => soundCheckpoint(row, now),
    (row) => ({ table: 'pomodoro_checkpoints', row }),
  );
  take(
    sessions.map((row) => ({ ...row, completed: row.outcome === 'completed' })),
    'sessions',
    (row) => soundSession(row, now),
    (row) => ({ table: 'pomodoro_sessions', row }),
  );
  return { source: 'baton', found, skips };
}

type Put<Row> = (row: Row) => Found['change'];
