import { readTags, tagIn } from '../../../tags/read-tags.ts';
import { plainDigits } from '../../kit/plain-digits.ts';

/** The longest title that a task may have, in characters. */
export const longestTitle = 500;

/** The most pomodoros that a task may be planned for. */
export const mostPomodoros = 99;

export interface QuickAdd {
  title: string;
  estimate: number;
  /** Missing where there are none. */
  tags?: string[];
}

/**
 * Reads the line that adds a task: `Write report @work #3` is a title, a tag and an estimate. Where there is no number at
 * the end, but for tags, or one out of range, it belongs to the title and the estimate is 1. Null when there is no title.
 */
export function readQuickAdd(text: string, mayTag: boolean): QuickAdd | null {
  const words = wordsIn(text);
  const last = words.findLastIndex((word) => !mayTag || tagIn(word) === null);
  const estimate = last > 0 ? estimateIn(words[last] ?? '') : 0;
  if (estimate >= 1) words.splice(last, 1);
  const { title, tags } = readTitle(words, mayTag);
  if (title === '') return null;
  return { title, estimate: Math.max(1, estimate), ...(tags.length > 0 && { tags }) };
}

/** A title and the tags that are written in it. */
export function readTitle(words: readonly string[], mayTag: boolean): { title: string; tags: string[] } {
  const { title, tags } = mayTag ? readTags(words) : { title: words.join(' '), tags: [] };
  return { title: shorten(title), tags };
}

export function wordsIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** People who write with an input method have full-width signs, and each script has digits of its own. */
function estimateIn(word: string): number {
  const [, figures = ''] = /^[#\uff03\ufe5f](\p{Nd}{1,2})$/u.exec(word) ?? [];
  return Number(plainDigits(figures));
}

/** The cut may go through an emoji, and a database refuses half of one. */
function shorten(title: string): string {
  return title.slice(0, longestTitle).toWellFormed();
}
