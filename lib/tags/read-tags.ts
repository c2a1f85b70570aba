import { mostTags, tagOf } from './tags.ts';

export interface Tagged {
  /** What is left of the words. */
  title: string;
  tags: string[];
}

/** The tag that a word such as `@home` means, or null. People who write with an input method have a wide @. */
export function tagIn(word: string): string | null {
  return /^[@\uff20\ufe6b]/.test(word) ? tagOf(word.slice(1)) : null;
}

/**
 * Takes the tags out of the words of a title. A tag at either end goes away. One amid the words stays as a word, because
 * the sentence needs it: `Call @mum about rent` is `Call mum about rent`. Tags alone are a title, and so is a tag too many.
 */
export function readTags(words: readonly string[]): Tagged {
  const from = words.findIndex((word) => tagIn(word) === null);
  const to = words.findLastIndex((word) => tagIn(word) === null);
  if (from < 0) return { title: words.join(' '), tags: [] };
  const tags = new Set<string>();
  const title = words.flatMap((word, place) => {
    const tag = tagIn(word);
    if (tag === null || (tags.size === mostTags && !tags.has(tag))) return word;
    tags.add(tag);
    return place > from && place < to ? word.slice(1) : [];
  });
  return { title: title.join(' '), tags: [...tags] };
}

/** A title with its tags behind it, as it is typed. */
export function writeTags(title: string, tags: readonly string[]): string {
  return [title, ...tags.map((tag) => `@${tag}`)].join(' ');
}
