/** Two sentences as one text: with a space between them, but for scripts whose full stop brings its own. */
export function joinSentences(first: string, second: string): string {
  return first.endsWith('。') ? first + second : `${first} ${second}`;
}
