/** Joins two sentences with a space. The full stop of Chinese and Japanese needs none after it. */
export function joinSentences(first: string, second: string): string {
  return first.endsWith('。') ? first + second : `${first} ${second}`;
}
