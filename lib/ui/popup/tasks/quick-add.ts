/** The longest title that a task may have, in characters. */
export const longestTitle = 500;

/** The most pomodoros that a task may be planned for. */
export const mostPomodoros = 99;

export interface QuickAdd {
  title: string;
  estimate: number;
}

/**
 * Reads what was typed into the one line that adds a task: `Write report #3` is a title and an estimate. Without a
 * number at the end, or with one out of range, it is all title and one pomodoro. Null when there is no title.
 */
export function readQuickAdd(text: string): QuickAdd | null {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const [, title, figures] = /^(.+) #(\d{1,2})$/.exec(line) ?? [];
  const estimate = Number(figures);
  if (title !== undefined && estimate >= 1) return { title: shorten(title), estimate };
  return line === '' ? null : { title: shorten(line), estimate: 1 };
}

/** A cut may go through the middle of an emoji, and half of one is no text that a database takes. */
function shorten(title: string): string {
  return title.slice(0, longestTitle).toWellFormed();
}
