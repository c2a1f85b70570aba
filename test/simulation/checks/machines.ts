import type { Findings } from '../run/findings.ts';

/** Machines whose clock somebody set. Their times prove nothing. */
export function wereSet({ plan }: Findings): Set<string> {
  return new Set(plan.events.filter(({ type }) => type === 'set clock').map(({ machine }) => `d${machine}`));
}

/** Whether a machine slept at any time between two instants. */
export function isAsleepWithin({ observer }: Findings, machine: string, from: number, to: number): boolean {
  return observer.sleeps.some(
    (sleep) => sleep.machine === machine && sleep.from <= to && (sleep.to ?? Infinity) >= from,
  );
}

/** Whether a machine was without a network, or without anybody signed in, at any time between two instants. */
export function isCutWithin({ observer }: Findings, machine: string, from: number, to: number): boolean {
  return [...observer.cuts, ...observer.signedOut].some(
    (cut) => cut.machine === machine && cut.from <= to && (cut.to ?? Infinity) >= from,
  );
}

/** Whether the disk of a machine was full at any time between two instants. */
export function isFullWithin({ observer }: Findings, machine: string, from: number, to: number): boolean {
  return observer.fullDisks.some(
    (full) => full.machine === machine && full.from <= to && (full.to ?? Infinity) >= from,
  );
}

/** Whether somebody was at a machine at any time between two instants. */
export function isSomebodyThere({ observer }: Findings, machine: string, from: number, to: number): boolean {
  return observer.presences.some(
    (presence) => presence.machine === machine && presence.from <= to && presence.to >= from,
  );
}
