import type { PlannedEvent } from './plan.ts';
import type { Intent } from '../people/person.ts';
import type { Random } from './random.ts';

export const second = 1000;
export const minute = 60 * second;

/** How long the phases of a run are, in milliseconds. */
export interface Lengths {
  work: number;
  rest: number;
}

/**
 * A situation that chance alone seldom leads to, varied by chance. Instants count from the beginning of the run;
 * `stays` of a person are long enough that phases begin by themselves. Two machines take part: d0 and d1.
 */
export type Situation = (random: Random, lengths: Lengths) => PlannedEvent[];

interface Coming {
  stays?: number;
  thinks?: number;
  staleness?: number;
}

/** Somebody comes to a machine with an intent. */
export function comes(
  random: Random,
  at: number,
  machine: number,
  intent: Intent,
  coming: Coming = {},
): PlannedEvent {
  const { stays = 3 * minute, thinks = 300, staleness = 0 } = coming;
  return {
    type: 'person',
    at: Math.max(0, Math.round(at)),
    machine,
    dice: 0,
    choice: random.next(),
    thinks,
    stays,
    staleness,
    intent,
  };
}

export const cut = (at: number, machine: number, span: number): PlannedEvent => ({
  type: 'cut',
  at,
  machine,
  span,
});
