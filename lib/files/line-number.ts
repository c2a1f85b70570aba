/** The line that an offset of a text lies in; the first is 1. A line ends with LF, CR or CRLF. */
export function lineNumberAt(text: string, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset && at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isPair = code === 13 && text.charCodeAt(at + 1) === 10 && at + 1 < offset;
    if (code === 10 || (code === 13 && !isPair)) line += 1;
  }
  return line;
}
