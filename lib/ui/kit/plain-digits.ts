const digit = /\p{Nd}/u;

/** The text with every decimal digit as one of `0` to `9`: full-width `３`, Arabic `٣` and Devanagari `३` become `3`. */
export function plainDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (found) => {
    // Unicode has the digits of each script in a row, from nought to nine.
    let before = 0;
    const code = found.codePointAt(0) ?? 0;
    while (digit.test(String.fromCodePoint(code - before - 1))) before += 1;
    return String(before % 10);
  });
}
