import { badlyFormed } from './refusal.ts';

/** PostgreSQL stores neither NUL nor half a surrogate pair: refuses a body with one. */
export function refuseOddText(text: string): void {
  if (isOdd(text))
    throw badlyFormed('A text has a character that cannot be stored: NUL, or half of a pair of UTF-16.');
}

function isOdd(text: string): boolean {
  try {
    let odd = false;
    JSON.parse(text, (key: string, value: unknown) => {
      odd ||= isOddText(key) || (typeof value === 'string' && isOddText(value));
      return value;
    });
    return odd;
  } catch {
    return false;
  }
}

function isOddText(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}
