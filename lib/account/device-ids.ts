import type { AccountStatus } from './account-status.ts';

type DeviceIds = NonNullable<AccountStatus['device_ids']>;
type KnownIds = Pick<AccountStatus, 'device' | 'device_ids'>;

/** The name of no server: there this browser is before anybody signs in, and once nothing of an account is left. */
const nowhere = '';

/**
 * The ids of this browser profile. A version before this one had a single id: the server that is connected knows it,
 * and goes on with it.
 */
export function knownDeviceIds({ device, device_ids }: KnownIds, server: string): DeviceIds {
  return device_ids ?? { [nowhere]: device, [server]: device };
}

/** Adds an id for a server. It is a new one, unless the server is one that had an address `before`. */
export function withDeviceIdAt(
  ids: DeviceIds,
  { name, before }: { name: string; before: string | null },
  make: () => string,
): DeviceIds {
  if (Object.hasOwn(ids, name)) return ids;
  return { ...ids, [name]: (before !== null && ids[before]) || make() };
}

export function deviceIdAt({ device, device_ids }: KnownIds, server = nowhere): string {
  return device_ids?.[server] ?? device;
}
