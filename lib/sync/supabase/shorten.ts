/** The most characters of somebody else's words that a screen shows. */
const most = 300;

/** Words from outside, as one line of a length that fits on a screen. A web page has no words that would help. */
export function shorten(words: string): string {
  if (/^\s*</.test(words)) return '';
  const line = words.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  const characters = Array.from(line);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}
