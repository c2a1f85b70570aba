import { signal, type ReadonlySignal } from '@preact/signals';

/** The part of the window's address from its # on, which a person can change, and go back in. */
export function followAddress(window: Window): ReadonlySignal<string> {
  const address = signal(window.location.hash);
  window.addEventListener('hashchange', () => (address.value = window.location.hash));
  return address;
}
