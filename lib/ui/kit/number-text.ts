import { uiLocale } from './locale.ts';

/** A number as the reader's language writes it. */
export function figure(value: number): string {
  return new Intl.NumberFormat(uiLocale()).format(value);
}

/** The local day of an instant as the reader's language writes it. */
export function dayOf(instant: number): string {
  return new Intl.DateTimeFormat(uiLocale(), { dateStyle: 'medium' }).format(instant);
}
