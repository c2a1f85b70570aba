import type { Device } from '../../store/rows.ts';

/**
 * What every screen calls the devices of the account, by id. A device without a chosen name is called what it calls
 * itself. Of several that call themselves alike, all but the first to sync have a number. Devices that were removed or
 * named count too, so that nothing that is done to one device changes what another is called.
 */
export function deviceNames(devices: readonly Device[]): ReadonlyMap<string, string> {
  const inOrder = devices.toSorted((a, b) => startOf(a) - startOf(b) || (a.id < b.id ? -1 : 1));
  const alike = new Map<string, number>();
  const names = new Map<string, string>();
  for (const { id, name, chosen_name, created_at } of inOrder) {
    const place = created_at === undefined ? 1 : (alike.get(name) ?? 0) + 1;
    if (created_at !== undefined) alike.set(name, place);
    names.set(id, chosen_name || (place === 1 ? name : `${name} ${place}`));
  }
  return names;
}

function startOf({ created_at }: Device): number {
  return created_at ?? Infinity;
}
