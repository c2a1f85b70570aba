import { lineNumberAt } from './line-number.ts';

/** Keys and indexes from the root of a JSON text to one of its values. */
export type JsonPath = readonly (string | number)[];

/**
 * The line of the first error in a text that should be JSON, or null if it is JSON. The first line is 1. Browsers word
 * this differently in the message of `JSON.parse`, and some do not tell it at all.
 */
export function lineOfJsonError(text: string): number | null {
  const { offset, isWhole } = walk(text, null);
  return isWhole ? null : lineNumberAt(text, offset);
}

/** The line of the value at a path of a JSON text. If the value is missing, the line of what should hold it. */
export function lineOfJsonValue(text: string, path: JsonPath): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const { offset, isWhole } = walk(text, path.slice(0, depth));
    if (!isWhole) return lineNumberAt(text, offset);
  }
  return lineNumberAt(text, walk(text, []).offset);
}

/** Writes a path like `tasks[3].title`. */
export function describeJsonPath(path: JsonPath): string {
  return path.reduce<string>(
    (place, step) =>
      typeof step === 'number' ? `${place}[${step}]` : place === '' ? step : `${place}.${step}`,
    '',
  );
}

/**
 * Walks through the text up to the value at `goal`, or to the first error. `isWhole` says that it came to the end
 * and met neither. It keeps a stack of its own instead of recursing, as a forged file may be nested a million deep.
 */
function walk(text: string, goal: JsonPath | null): { offset: number; isWhole: boolean } {
  const steps: (string | number)[] = [];
  let at = skipSpace(text, 0);
  let isAtValue = true;

  /** Reads a key and its colon. Leaves `at` at the value or, if it returns false, at the error. */
  function readKey(): boolean {
    const start = at;
    if (text[at] !== '"') return false;
    at = stringEnd(text, start);
    if (text[at - 1] !== '"' || at - 1 === start) return false;
    const key = keyOf(text.slice(start, at));
    at = skipSpace(text, at);
    if (key === null || text[at] !== ':') return false;
    at = skipSpace(text, at + 1);
    steps.push(key);
    return true;
  }

  for (;;) {
    if (isAtValue) {
      if (goal && isAt(steps, goal)) return { offset: at, isWhole: false };
      const char = text[at];
      if (char === '[' || char === '{') {
        at = skipSpace(text, at + 1);
        if (text[at] === (char === '[' ? ']' : '}')) {
          at += 1;
          isAtValue = false;
        } else if (char === '[') steps.push(0);
        else if (!readKey()) return { offset: at, isWhole: false };
        continue;
      }
      const end = scalarEnd(text, at);
      if (end.isBroken) return { offset: end.at, isWhole: false };
      at = end.at;
      isAtValue = false;
    }
    at = skipSpace(text, at);
    const step = steps.pop();
    if (step === undefined) return { offset: at, isWhole: at === text.length };
    if (text[at] === (typeof step === 'number' ? ']' : '}')) {
      at += 1;
      continue;
    }
    if (text[at] !== ',') return { offset: at, isWhole: false };
    at = skipSpace(text, at + 1);
    if (typeof step === 'number') steps.push(step + 1);
    else if (!readKey()) return { offset: at, isWhole: false };
    isAtValue = true;
  }
}

function isAt(steps: JsonPath, goal: JsonPath): boolean {
  return steps.length === goal.length && steps.every((step, index) => step === goal[index]);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}

/** The offset behind the closing quote, or that of the first character that may not stand in a string. */
function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code < 32) return at;
    if (code === 92) at += 1;
    if (text.charCodeAt(at) < 32) return at;
  }
  return text.length;
}

function keyOf(literal: string): string | null {
  try {
    return String(JSON.parse(literal));
  } catch {
    return null;
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function scalarEnd(text: string, at: number): { at: number; isBroken: boolean } {
  if (text[at] === '"') {
    const end = stringEnd(text, at);
    return { at: end, isBroken: keyOf(text.slice(at, end)) === null };
  }
  for (const word of ['true', 'false', 'null']) {
    if (text.startsWith(word, at)) return { at: at + word.length, isBroken: false };
  }
  number.lastIndex = at;
  const match = number.exec(text);
  return match ? { at: at + match[0].length, isBroken: false } : { at, isBroken: true };
}
