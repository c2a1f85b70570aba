/** How many characters a note has at most. The database counts them by code points. */
export const longestNote = 200;

/**
 * The note that was typed: on one line, without white space at its ends. Null if nothing is left. The sign for a letter
 * that was lost goes, because it tells of a wrong encoding in a file.
 */
export function readNote(text: string): string | null {
  const note = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s\ufffd]+/gu, ' ')
    .trim();
  return note === '' ? null : note;
}

/** Whether every place of a session keeps it as it is. */
export function isNote(note: string | null): boolean {
  return note === null || (note === readNote(note) && Array.from(note).length <= longestNote);
}
