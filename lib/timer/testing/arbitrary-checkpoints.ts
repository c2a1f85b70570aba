import fc from 'fast-check';
import type { Act, Checkpoint } from '../checkpoint.ts';
import { minutes, makeCheckpoint } from './make-checkpoint.ts';

const acts: Act[] = [
  'start',
  'pause',
  'resume',
  'extend',
  'skip',
  'stop',
  'handoff',
  'drop',
  'retask',
  'internal',
  'external',
  'uncount',
  'backdate',
  'begin',
];
const sessions = ['A', 'B', 'C', 'D'];

/** Sets of checkpoints that people, late arrivals and forgers might make: few sessions, so that acts collide. */
export const checkpointSets: fc.Arbitrary<Checkpoint[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom(...acts),
      session: fc.constantFrom(...sessions),
      follows: fc.option(fc.constantFrom(...sessions), { nil: undefined }),
      at: fc.integer({ min: 0, max: 120 }),
      device: fc.constantFrom('d0', 'd1', 'd2'),
      left: fc.integer({ min: 0, max: 25 }),
      added: fc.constantFrom(1, 5),
      task: fc.constantFrom('x', 'y'),
      paused: fc.boolean(),
      parent: fc.option(fc.nat(30), { nil: undefined }),
      generation: fc.integer({ min: 1, max: 10 }),
      isUnknownKind: fc.integer({ min: 0, max: 20 }).map((n) => n === 0),
    }),
    { maxLength: 24 },
  )
  .map((drafts) => {
    const made = drafts.map(({ parent: _parent, follows, generation, isUnknownKind, ...draft }, index) => ({
      ...makeCheckpoint({
        ...draft,
        added: ['extend', 'backdate'].includes(draft.type) ? draft.added : 0,
        ...(follows === undefined ? {} : { follows }),
      }),
      id: `c${index}`,
      generation,
      ...(isUnknownKind ? { checkpoint_type: 'split' } : {}),
    }));
    return made.map((checkpoint, index) => {
      const parent = drafts[index]?.parent;
      return { ...checkpoint, parent_id: parent === undefined ? null : (made[parent]?.id ?? 'gone') };
    });
  });

export const laterThanAll = 400 * minutes;
