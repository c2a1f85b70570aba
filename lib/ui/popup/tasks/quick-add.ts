import { plainDigits } from '../../kit/plain-digits.ts';

/** The longest title that a task may have, in characters. */
export const longestTitle = 500;

/** The most pomodoros that a task may be planned for. */
export const mostPomodoros = 99;

export interface QuickAdd {
  title: string;
  estimate: number;
}

/**
 * Reads the line that adds a task: `Write report #3` is a title and an estimate. Where there is no number at the end,
 * or one out of range, everything is the title and the estimate is 1. Null when there is no title.
 */
export function readQuickAdd(text: string): QuickAdd | null {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  // People who write with an input method have full-width signs, and each script has digits of its own.
  const [, title, figures = ''] = /^(.+) [#\uff03\ufe5f](\p{Nd}{1,2})$/u.exec(line) ?? [];
  const estimate = Number(plainDigits(figures));
  if (title !== undefined && estimate >= 1) return { title: shorten(title), estimate };
  return line === '' ? null : { title: shorten(line), estimate: 1 };
}

/** The cut may go through an emoji, and a database refuses half of one. */
function shorten(title: string): string {
  return title.slice(0, longestTitle).toWellFormed();
}
