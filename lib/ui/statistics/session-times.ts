import type { Span } from '../../corrections/placed-span.ts';
import type { OffsetAt } from '../../statistics/local-days.ts';
import type { Formatter } from '../../statistics/formatter.ts';

/** `9:05 – 9:30 AM`, in the zone of those offsets. */
export function sessionTimes({ from, to }: Span, offsetAt: OffsetAt, formatter: Formatter): string {
  return formatter.times({ from: from + offsetAt(from), to: to + offsetAt(to) });
}
