/** Runs something after so many milliseconds, if the worker is still there. Returns what cancels it. */
export function later(run: () => void, after: number): () => void {
  const timer = setTimeout(run, after);
  return () => clearTimeout(timer);
}
