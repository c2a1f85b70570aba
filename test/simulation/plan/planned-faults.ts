import { accountCommands } from '../people/person.ts';
import type { PlannedEvent, Plan } from './plan.ts';

const faultNames: Record<Exclude<PlannedEvent['type'], 'person'>, string | null> = {
  'signed out': 'machines that begin signed out',
  retain: 'looks of retention',
  kill: 'deaths',
  sleep: 'sleeps',
  cut: 'partitions',
  deaf: 'deaf channels',
  'set clock': 'clocks set',
  'back up': null,
  forget: 'forgetful servers',
  full: 'full disks',
  visit: 'visits of somebody else',
  newer: 'rows of a newer version',
};

/** How often each kind of fault is planned. */
export function plannedFaults({ events }: Plan): Record<string, number> {
  const faults: Record<string, number> = {};
  for (const event of events) {
    const name =
      event.type === 'person'
        ? event.intent && event.intent in accountCommands
          ? 'sign-ins and sign-outs'
          : event.staleness > 0
            ? 'stale screens'
            : null
        : faultNames[event.type];
    if (name) faults[name] = (faults[name] ?? 0) + 1;
  }
  return faults;
}
