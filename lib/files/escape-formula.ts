/**
 * Text that a spreadsheet might run as a formula: also behind spaces or apostrophes, and in the wide letters that
 * some of them read like the narrow ones.
 */
const dangerous = /^[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]|^'*[\t\r\n\0]/;

/** The text with an apostrophe before what a spreadsheet might run: it then shows it as text. */
export function escapeFormula(text: string): string {
  return dangerous.test(text) ? `'${text}` : text;
}

/** Takes back what `guard` added, and nothing else. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && dangerous.test(text.slice(1)) ? text.slice(1) : text;
}
