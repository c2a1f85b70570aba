import type { Observer } from '../people/observer.ts';
import type { World } from '../run/world.ts';

/** Whether somebody is at a machine. */
export interface MachinePresence {
  /** As far as the machine can tell, which is asleep when nobody is there. */
  isSomebodyThere(): boolean;
  /** Milliseconds since somebody was there. */
  awayFor(): number;
  /** Somebody is there for so many milliseconds from now, or for longer if they were to stay longer. */
  arrive(span: number): void;
  /** Nobody is there from now on. */
  leave(): void;
}

export interface PresenceDeps {
  world: World;
  machine: string;
  observer(): Observer;
  isAsleep(): boolean;
}

export function createPresence({ world, machine, observer, isAsleep }: PresenceDeps): MachinePresence {
  let until = world.now();
  return {
    isSomebodyThere: () => !isAsleep() && world.now() < until,
    awayFor: () => Math.max(0, world.now() - until),
    arrive(span) {
      until = Math.max(until, world.now() + span);
      observer().presences.push({ machine, from: world.now(), to: until });
    },
    leave() {
      until = Math.min(until, world.now());
      for (const presence of observer().presences) {
        if (presence.machine === machine) presence.to = Math.min(presence.to, world.now());
      }
    },
  };
}
