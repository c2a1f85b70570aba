import { signings } from '../people/person.ts';
import type { DiagnosticEvent, Plan } from './plan.ts';

const faultNames: Record<Exclude<DiagnosticEvent['type'], 'person'>, string | null> = {
  'signed out': 'machines that begin signed out',
  retain: 'looks of retention',
  kill: 'deaths',
  sleep: 'sleeps',
  cut: 'partitions',
  'set clock': 'clocks set',
  'back up': null,
  forget: 'forgetful servers',
  full: 'full disks',
  visit: 'visits of somebody else',
  newer: 'rows of a newer version',
};

/** How often each kind of fault is planned. */
export function plannedFaults({ happenings }: Plan): Record<string, number> {
  const faults: Record<string, number> = {};
  for (const happening of happenings) {
    const name =
      happening.type === 'person'
        ? happening.wish && happening.wish in signings
          ? 'sign-ins and sign-outs'
          : happening.staleness > 0
            ? 'stale screens'
            : null
        : faultNames[happening.type];
    if (name) faults[name] = (faults[name] ?? 0) + 1;
  }
  return faults;
}
