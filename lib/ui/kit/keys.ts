/** What an input method reports for each key that it takes itself, in browsers that do not say so otherwise. */
const takenByInputMethod = 229;

/**
 * Every key that Baton acts on goes through here. While an input method converts what was typed, the keys belong to
 * it: there Escape takes back a conversion, and arrows choose another.
 */
export function ownKey<Pressed extends KeyboardEvent>(
  act: (event: Pressed) => void,
): (event: Pressed) => void {
  return (event) => {
    if (!isTaken(event)) act(event);
  };
}

/** What Escape does in a form, for `ownKey`: it leaves the form, and nothing around it. */
export function onEscape(leave: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    leave();
  };
}

function isTaken({ isComposing, keyCode }: { isComposing: boolean; keyCode?: number }): boolean {
  return isComposing || keyCode === takenByInputMethod;
}

/** Hears the keys of the whole page until what it returns is called. */
export function hearKeys(page: Document, act: (event: KeyboardEvent) => void): () => void {
  const hear = ownKey(act);
  page.addEventListener('keydown', hear);
  return () => page.removeEventListener('keydown', hear);
}
