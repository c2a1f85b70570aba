import fc from 'fast-check';
import { hourLength } from '../local-days.ts';

/** A few focus runs of any length. Many lie near nights on which clocks change. */
export const arbitraryRuns = fc
  .array(
    fc.record({
      task_id: fc.constantFrom(null, 'a', 'b'),
      from: fc.oneof(
        fc.integer({ min: Date.UTC(2026, 2, 27), max: Date.UTC(2026, 3, 7) }),
        fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2036, 0, 1) }),
      ),
      length: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 * hourLength })),
      isCompleted: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  .map((drafts) => drafts.map(({ length, ...draft }) => ({ ...draft, to: draft.from + length })));
