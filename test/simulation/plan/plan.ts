import type { Preset } from '../../../lib/timer/settings.ts';
import type { NetworkFaults } from '../network/network.ts';
import type { Intent } from '../people/person.ts';

/** The clocks of a machine: how far its wall clock is off, and whether its steady clock stops while it sleeps. */
export interface MachineClocks {
  off: number;
  stopsInSleep: boolean;
}

/** Something that happens `at` so many milliseconds after the start; below 0, before any machine is switched on. */
export type PlannedEvent = { at: number; machine: number } & (
  | {
      /** Somebody sits down, thinks for a while, and acts on what the screen showed `staleness` before. */
      type: 'person';
      dice: number;
      choice: number;
      thinks: number;
      stays: number;
      staleness: number;
      /** What they have come to do; without one, chance decides. */
      intent?: Intent;
    }
  | { type: 'kill' }
  | { type: 'sleep'; span: number }
  | { type: 'cut'; span: number }
  | { type: 'set clock'; by: number }
  /** The disk of the machine has no room left for so long. */
  | { type: 'full'; span: number }
  /** The channel of the machine stays joined and brings nothing for so long. */
  | { type: 'deaf'; span: number }
  /** Nobody has signed in on the machine when the run begins. */
  | { type: 'signed out' }
  /** The server removes acts that are old enough to go. */
  | { type: 'retain' }
  /** Somebody else signs in on the machine for so long. What the first person left there waits. */
  | { type: 'visit'; span: number }
  /** A newer version of Baton on another machine writes rows that this version does not know. */
  | { type: 'newer' }
  /** The server keeps a copy of all that it has. */
  | { type: 'back up' }
  /** It goes back to that copy; without one it forgets everything. */
  | { type: 'forget' }
);

export interface Plan {
  seed: number;
  /** Most disks are the quick one; some are IndexedDB much as browsers have it. */
  disk: 'memory' | 'indexeddb';
  /** The server does only what the real one does, so that the two can be compared. */
  isLikeSql: boolean;
  machines: MachineClocks[];
  networkFaults: NetworkFaults;
  /** How many changes the server manages in one call before its time limit. */
  mostChanges: number;
  preset: Preset;
  autoStart: boolean;
  events: PlannedEvent[];
  /** When all faults end. */
  until: number;
}
