import type { Edited } from '../store/rows.ts';
import type { Plan } from '../timer/checkpoint.ts';
import type { StoredSettings } from '../timer/settings.ts';
import { storableText, isValidPlan, editsUpToNow } from './validate-rows.ts';

export interface FileSettings {
  values: StoredSettings;
  edited: Edited;
}

/** In characters of JSON. The server accepts 64 KB. */
const longestSettings = 60_000;
/** The server accepts 1000, and the account may have others already. */
const mostSettings = 500;
const deepestValue = 4;

/** The settings of a file that can be stored. `wrong` has the keys of those that cannot. */
export function validateSettings(
  { values, edited }: FileSettings,
  now: number,
): FileSettings & { wrong: string[] } {
  const wrong: string[] = [];
  const kept: [string, unknown][] = [];
  let length = 0;
  for (const [key, value] of Object.entries(values)) {
    const isPossible =
      isPossibleKey(key) && isPlainJson(value, deepestValue) && (!isObject(value) || isPreset(value));
    const entry: [string, unknown] = [key, isPossible ? storableJson(value) : null];
    length += isPossible ? JSON.stringify(entry).length : 0;
    if (isPossible && length <= longestSettings && kept.length < mostSettings) kept.push(entry);
    else wrong.push(key);
  }
  const keys = kept.map(([key]) => key);
  return { values: Object.fromEntries(kept), edited: editsUpToNow(edited, keys, now), wrong };
}

/** Assigning to `__proto__` would change the prototype of the settings instead of adding a key. */
function isPossibleKey(key: string): boolean {
  return key !== '__proto__' && key.length <= 64 && storableText(key) === key && key !== '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPreset(value: Record<string, unknown>): boolean {
  const { work_duration, short_break, long_break, sessions_before_long_break } = value;
  const numbers = [work_duration, short_break, long_break, sessions_before_long_break];
  const isNamed = value['name'] === undefined || typeof value['name'] === 'string';
  return isNamed && numbers.every(Number.isFinite) && isValidPlan(value as unknown as Plan);
}

/** Whether a value is JSON of no great depth. All that reads the settings later must be able to walk through them. */
function isPlainJson(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isPlainJson(inner, depth - 1));
}

function storableJson(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storableText(key), storableJson(inner)]),
  );
}
