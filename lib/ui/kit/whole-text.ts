/** For texts that may be cut off. The whole one shows up under a pointer, and only there: a title would be read twice. */
export function showWhole({ currentTarget }: { currentTarget: HTMLElement }): void {
  const { scrollWidth, clientWidth } = currentTarget;
  currentTarget.title = scrollWidth > clientWidth ? (currentTarget.textContent ?? '') : '';
}
