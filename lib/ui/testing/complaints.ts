/** What the forms on the screen say is wrong. */
export function complaints(): string {
  const texts = [...document.querySelectorAll('.complaint')].map(({ textContent }) => textContent ?? '');
  return texts.filter((text) => text !== '').join('\n');
}
