import { send } from './send.ts';

/** Somebody who goes to and fro between tabs makes at most one call in so many milliseconds. */
const atMostEach = 25_000;

/** Tells the background that somebody looks at this page: now, and whenever they come back to it. */
export function tellOpened(): void {
  let toldAt = -Infinity;

  function tell(): void {
    const now = performance.now();
    if (document.visibilityState === 'hidden' || now - toldAt < atMostEach) return;
    toldAt = now;
    void send({ type: 'opened' });
  }

  document.addEventListener('visibilitychange', tell);
  tell();
}
