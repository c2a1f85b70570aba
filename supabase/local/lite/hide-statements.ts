import { AsyncLocalStorage } from 'node:async_hooks';

export type HiddenStatements = { run<T>(work: () => Promise<T>): Promise<T>; restore(): void };

/**
 * @supabase/lite prints every failed statement with its parameters, and those are people's data. While it works for
 * us, only the code of the error is reported. The client learns what is wrong from the reply. Other output of this
 * process is printed as usual.
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
      // If somebody has replaced ours in the meantime, theirs must stay.
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
