import type { Phase } from '../timer/checkpoint.ts';
import { tomatoClockShape } from './document-shape.ts';
import { createSkips, type Draft, type Found } from './draft.ts';
import { foreignSession } from './foreign-session.ts';
import type { Desk, Refusal } from './import-plan.ts';
import { readInstant } from './instant.ts';
import { lineAt } from './json-place.ts';
import { readShape } from './read-shape.ts';
import { soundSession } from './valid-row.ts';

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
  desk: Desk,
): Draft | { refused: Refusal } {
  const read = readShape(tomatoClockShape, value, text);
  if ('refused' in read) return read;
  const skips = createSkips();
  const found: Found[] = [];
  for (const [index, { timeout, type, date }] of read.value.entries()) {
    const line = () => lineAt(text, [index]);
    const end = date === null ? null : readInstant(date);
    const phase = phases.get(type);
    if (end === null && date !== null) {
      const place = `[${index}].date`;
      return { refused: { line: lineAt(text, [index, 'date']), reason: 'bad_value', place } };
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
    const session = foreignSession('tomato-clock', { end, length, phase }, desk.derive);
    const judged = soundSession(session, desk.now);
    if ('wrong' in judged) skips.add(judged.wrong, line);
    else found.push({ change: { table: 'pomodoro_sessions', row: judged.row }, line });
  }
  return { source: 'tomato-clock', found, skips };
}
