/** The most characters of somebody else's words that a screen shows. */
const most = 300;
/** Where the rest is thrown away, so that a text of any length costs little. */
const farBeyond = 20_000;

/** Words from outside, as one line of a length that fits on a screen. A web page has no words that would help. */
export function shorten(words: string): string {
  const beginning = words.slice(0, farBeyond);
  if (/^\s*</.test(beginning)) return '';
  const line = beginning.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  const characters = Array.from(line);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}
