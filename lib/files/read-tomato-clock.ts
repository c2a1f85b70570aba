import type { Phase } from '../timer/checkpoint.ts';
import { tomatoClockShape } from './backup-shape.ts';
import { createSkipCounter, type FileRows, type FileRow } from './file-rows.ts';
import { otherAppSession } from './other-app-session.ts';
import type { ImportContext, Refusal } from './import-plan.ts';
import { readInstant } from './instant.ts';
import { lineOfJsonValue } from './json-place.ts';
import { checkShape } from './check-shape.ts';
import { validateSession } from './validate-rows.ts';

const phases = new Map<string, Phase>([
  ['tomato', 'work'],
  ['shortBreak', 'short_break'],
  ['longBreak', 'long_break'],
]);

/**
 * Tomato Clock's statistics: a list of what was completed, each with its length in milliseconds, its kind and the
 * instant of its end. A date that it could not read itself is null. Its own import doubles entries.
 */
export function readTomatoClock(
  value: readonly unknown[],
  text: string,
  desk: ImportContext,
): FileRows | { refused: Refusal } {
  const read = checkShape(tomatoClockShape, value, text);
  if ('refused' in read) return read;
  const skips = createSkipCounter();
  const found: FileRow[] = [];
  for (const [index, { timeout, type, date }] of read.value.entries()) {
    const line = () => lineOfJsonValue(text, [index]);
    const end = date === null ? null : readInstant(date);
    const phase = phases.get(type);
    if (end === null && date !== null) {
      const place = `[${index}].date`;
      return { refused: { line: lineOfJsonValue(text, [index, 'date']), reason: 'bad_value', place } };
    }
    if (phase === undefined) {
      skips.add('unknown_kind', line);
      continue;
    }
    const length = Math.round(timeout);
    if (end === null || length <= 0) {
      skips.add('out_of_range', line);
      continue;
    }
    const session = otherAppSession('tomato-clock', { end, length, phase }, desk.deriveId);
    const judged = validateSession(session, desk.now);
    if ('wrong' in judged) skips.add(judged.wrong, line);
    else found.push({ change: { table: 'pomodoro_sessions', row: judged.row }, line });
  }
  return { source: 'tomato-clock', rows: found, skipped: skips };
}
