import { AsyncLocalStorage } from 'node:async_hooks';

export type HiddenStatements = { run<T>(work: () => Promise<T>): Promise<T>; restore(): void };

/**
 * @supabase/lite prints every failed statement with its parameters, which are people's data. What it prints
 * while it works for us is kept back but for the error's code; the reply tells the client what is wrong.
 * Other output of this process goes its way.
 */
export function hideStatements(report: (code: string) => void): HiddenStatements {
  const ours = new AsyncLocalStorage<true>();
  const original = console.error;
  let active = true;
  const replacement = (...values: unknown[]) => {
    if (active && ours.getStore()) report(codeOf(values));
    else original.apply(console, values);
  };
  console.error = replacement;
  return {
    run: (work) => ours.run(true, work),
    restore() {
      active = false;
      // Somebody may have replaced ours since, and would lose theirs.
      if (console.error === replacement) console.error = original;
    },
  };
}

function codeOf(values: unknown[]): string {
  for (const value of values)
    if (typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string')
      return value.code;
  return 'unknown';
}
