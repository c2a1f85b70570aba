import * as v from 'valibot';
import type { Phase } from '../../timer/checkpoint.ts';
import { checkShape } from '../check-shape.ts';
import type { FileRow, ReadFile } from '../file-rows.ts';
import type { ImportContext } from '../import-plan.ts';
import { readInstant } from '../instant.ts';
import { lineOfJsonValue } from '../json-place.ts';
import { createSkipCounter } from '../skipped-rows.ts';
import { validateSession } from '../validate-rows.ts';
import { otherAppSession } from './other-app-session.ts';

const tomatoClockShape = v.array(
  v.object({ timeout: v.number(), type: v.string(), date: v.nullable(v.string()) }),
);

const phases = new Map<string, Phase>([
  ['tomato', 'work'],
  ['shortBreak', 'short_break'],
  ['longBreak', 'long_break'],
]);

/** Other trackers write lists, too. One without entries may be anybody's. */
export function isTomatoClock(list: readonly unknown[]): boolean {
  return (
    list.length === 0 ||
    list.some((entry) => typeof entry === 'object' && entry !== null && 'timeout' in entry && 'type' in entry)
  );
}

/**
 * Reads the statistics of Tomato Clock: a list of completed sessions, each with its length in milliseconds, its kind
 * and the instant of its end. A date that Tomato Clock could not read itself is null. Its own import doubles entries,
 * so the list may hold an entry twice.
 */
export function readTomatoClock(value: readonly unknown[], text: string, context: ImportContext): ReadFile {
  const checked = checkShape(tomatoClockShape, value, text);
  if ('refused' in checked) return checked;
  const skipped = createSkipCounter();
  const rows: FileRow[] = [];
  for (const [index, { timeout, type, date }] of checked.value.entries()) {
    const findLine = () => lineOfJsonValue(text, [index]);
    const end = date === null ? null : readInstant(date);
    const phase = phases.get(type);
    if (end === null && date !== null) {
      const place = `[${index}].date`;
      return { refused: { line: lineOfJsonValue(text, [index, 'date']), reason: 'bad_value', place } };
    }
    if (phase === undefined) {
      skipped.add('unknown_kind', findLine);
      continue;
    }
    const length = Math.round(timeout);
    if (end === null || length <= 0) {
      skipped.add('out_of_range', findLine);
      continue;
    }
    const session = otherAppSession('tomato-clock', { end, length, phase }, context.deriveId);
    const validated = validateSession(session, context.now);
    if ('wrong' in validated) skipped.add(validated.wrong, findLine);
    else rows.push({ change: { table: 'pomodoro_sessions', row: validated.row }, findLine });
  }
  return { source: 'tomato-clock', rows, skipped };
}
