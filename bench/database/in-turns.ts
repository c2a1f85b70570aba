import type { Times } from '../table/ratios.ts';

export interface Ways {
  base: () => Promise<unknown>;
  figure: () => Promise<unknown>;
}

/** Milliseconds that something took: by a clock on the wall unless another way to tell is given. */
type Timed = (work: () => Promise<unknown>) => Promise<number>;

const byTheWall: Timed = async (work) => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** Times two ways of doing something. They take turns, so that other work of the machine slows both down alike. */
export async function inTurns(
  rounds: number,
  { base, figure }: Ways,
  timed: { base: Timed; figure: Timed } = { base: byTheWall, figure: byTheWall },
): Promise<Times[]> {
  const times: Times[] = [];
  // The first 20 rounds warm up and do not count.
  for (let round = -20; round < rounds; round += 1) {
    const one = { base: await timed.base(base), figure: await timed.figure(figure) };
    if (round >= 0) times.push(one);
  }
  return times;
}
