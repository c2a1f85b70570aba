/** With a sign of the language between thousands, or one of its many spaces and apostrophes. */
const grouped = /^(\d{1,3}([.,'\u2019\s])\d{3}(?:\2\d{3})*)(?:[.,]0*)?$/;
const plain = /^(\d{1,12})(?:[.,]0*)?$/;

/**
 * Reads a whole number as spreadsheets write it: `1583051100`, `1,583,051,100`, `1.583.051.100,00`. Else it gives null,
 * also for the short form `1.58E+09`, in which figures are lost.
 */
export function readWhole(cell: string | undefined): number | null {
  const text = (cell ?? '').trim();
  const [, whole] = grouped.exec(text) ?? plain.exec(text) ?? [];
  return whole === undefined ? null : Number(whole.replaceAll(/\D/g, ''));
}

/** Reads a number with a decimal point or, as spreadsheets write it in many countries, a comma. Else it gives NaN. */
export function readDecimal(text: string): number {
  return /^\d{1,9}(?:[.,]\d{1,20})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}
