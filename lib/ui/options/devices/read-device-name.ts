/** How many characters a name may have. An emoji counts as the database counts it: by code points. */
export const longestDeviceName = 60;

/** The name that was typed: on one line, without white space at its ends. Null if it is too long. */
export function readDeviceName(text: string): string | null {
  const name = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return Array.from(name).length <= longestDeviceName ? name : null;
}
