import type { Preset } from '../../../lib/timer/settings.ts';
import type { NetworkFaults } from '../network/network.ts';
import type { Intent } from '../people/person.ts';

/** The clocks of a machine: by how much its wall is off, and whether its steady clock stands still in sleep. */
export interface MachineClocks {
  off: number;
  stopsInSleep: boolean;
}

/** One thing that happens, at so many milliseconds from the beginning; below 0, before anything is switched on. */
export type PlannedEvent = { at: number; machine: number } & (
  | {
      /** Somebody sits down, looks, thinks for a while and acts on what they saw so long before. */
      type: 'person';
      dice: number;
      choice: number;
      thinks: number;
      stays: number;
      staleness: number;
      /** What they have come for; without one, chance decides. */
      intent?: Intent;
    }
  | { type: 'kill' }
  | { type: 'sleep'; span: number }
  | { type: 'cut'; span: number }
  | { type: 'set clock'; by: number }
  /** The disk of the machine has no room left for so long. */
  | { type: 'full'; span: number }
  /** Nobody has ever signed in on the machine when it all begins. */
  | { type: 'signed out' }
  /** The server looks for what is so old that it may go. */
  | { type: 'retain' }
  /** Somebody else signs in on the machine for so long; what the first one left there waits. */
  | { type: 'visit'; span: number }
  /** A newer version of Baton, somewhere else, writes what this one does not know. */
  | { type: 'newer' }
  /** The server keeps a copy of all that it has. */
  | { type: 'back up' }
  /** It goes back to that copy, or has none and forgets everything. */
  | { type: 'forget' }
);

export interface Plan {
  seed: number;
  /** Most disks are quick ones; some are IndexedDB as browsers have it, or nearly. */
  disk: 'memory' | 'indexeddb';
  /** Whether the server does nothing but what the real one does, so that the two can be compared. */
  isLikeSql: boolean;
  machines: MachineClocks[];
  networkFaults: NetworkFaults;
  preset: Preset;
  autoStart: boolean;
  events: PlannedEvent[];
  /** When all faults end. */
  until: number;
}
