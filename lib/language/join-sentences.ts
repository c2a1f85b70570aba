/**
 * Texts as they stand on a screen, one after the other as sentences. Who listens needs the pause of a full stop where
 * who looks has a new line.
 */
export function inSentences(texts: readonly string[], language: string): string {
  const stop = /^(ja|zh)/.test(language) ? '。' : '.';
  const sentences = texts.map((text) => (/[.!?…。！？]$/u.test(text) ? text : text + stop));
  return sentences.reduce(joinSentences, '').trim();
}

/** Joins two sentences with a space. The full stop of Chinese and Japanese needs none after it. */
export function joinSentences(first: string, second: string): string {
  return first.endsWith('。') ? first + second : `${first} ${second}`;
}
