import { uiLocale } from './locale.ts';

/** A number as the reader's language writes it. */
export function numberText(value: number): string {
  return new Intl.NumberFormat(uiLocale()).format(value);
}
