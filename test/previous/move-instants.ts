/** A number between these is an instant: milliseconds since the epoch, of the years 2017 to 2049. */
const [earliest, latest] = [1_500_000_000_000, 2_500_000_000_000];

/** The same with every instant in it so many milliseconds later, in whatever form it is written. */
export function moveInstants<T>(value: T, by: number): T {
  return moved(value, by) as T;
}

function moved(value: unknown, by: number): unknown {
  if (typeof value === 'number') return value > earliest && value < latest ? value + by : value;
  if (typeof value === 'string') return movedText(value, by);
  if (Array.isArray(value)) return value.map((part) => moved(part, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, moved(part, by)]));
}

function movedText(text: string, by: number): string {
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) return new Date(Date.parse(text) + by).toISOString();
  // The end that was rung for: a session and its instant.
  return text.replace(/@(\d{13})$/, (_, instant: string) => `@${Number(instant) + by}`);
}
