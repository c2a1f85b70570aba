/** Runs something after so many milliseconds, should the worker live as long. Returns what cancels it. */
export function later(run: () => void, after: number): () => void {
  const timer = setTimeout(run, after);
  return () => clearTimeout(timer);
}
