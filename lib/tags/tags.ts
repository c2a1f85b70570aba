import type { Task } from '../store/rows.ts';

/** How many tags a task may have. */
export const mostTags = 10;

/** How many characters a tag may have. */
export const longestTag = 32;

/** Letters, digits, - and _ in any script, at least one letter or digit. */
const tagPattern = /^(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N}_-]{1,32}$/u;

/** A word as a tag, without the @: upper and lower case, narrow and wide letters are the same. Null for none. */
export function tagOf(word: string): string | null {
  const tag = word.normalize('NFKC').toLowerCase().normalize('NFKC');
  return tagPattern.test(tag) ? tag : null;
}

/** The tags of a task. What a script wrote that can be no tag is left out. */
export function tagsOf({ tags = '' }: Pick<Task, 'tags'>): string[] {
  const known = new Set(tags.split(' ').flatMap((word) => tagOf(word) ?? []));
  return [...known].slice(0, mostTags);
}

/** Tags as a task has them in its column. */
export function storedTags(tags: readonly string[]): string {
  return tags.join(' ');
}
