import { nameNowhere } from '../people/observer.ts';
import type { Findings, Violation } from '../run/findings.ts';

/** The server knows a machine by the id that it has there, and no other. */
export function checkDevices({ served }: Findings): Violation[] {
  return served.flatMap((change) => {
    const isForeign = 'device_id' in change.row && change.row.device_id?.startsWith(nameNowhere(''));
    if (!isForeign) return [];
    return [{ invariant: 'Never mixed', text: `${change.row.id} names a machine as no server may know it` }];
  });
}
