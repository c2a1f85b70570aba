/**
 * Text that a spreadsheet may run as a formula. The sign may stand behind spaces or apostrophes, and some
 * spreadsheets read its full-width form like the ordinary one.
 */
const formula = /^[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]|^'*[\t\r\n\0]/;

/** Puts an apostrophe before what a spreadsheet may run, which makes the spreadsheet show it as text. */
export function escapeFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** Takes away the apostrophe that `escapeFormula` added, and no other. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;
}
