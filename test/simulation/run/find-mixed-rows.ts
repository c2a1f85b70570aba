import type { ServerModel } from '../../server-model/server-model.ts';
import type { Machine } from '../machine/machine.ts';
import type { Observer } from '../people/observer.ts';

/** A person, and the observer of what they did. */
export interface Person {
  name: string;
  observer: Observer;
}

/** Rows of one of two people that are where only the other one's may be, a sentence each. */
export function findMixedRows(
  one: Person,
  other: Person,
  { server, machines }: { server: ServerModel; machines: readonly Machine[] },
): string[] {
  if (other.observer.actions.length + other.observer.frames.length === 0) return [];
  const look = (whose: Person, of: Person): string[] => {
    const ids = whose.observer.actions.flatMap((action) => action.ids);
    const served = JSON.stringify([...server.rows(of.name).values()]);
    return [
      ...ids
        .filter((id) => served.includes(id))
        .map((id) => `${id} is ${whose.name}’s, and served to ${of.name}`),
      ...machines.flatMap((machine) => {
        const disk = machine.diskOf(of.name);
        return ids
          .filter((id) => disk.includes(id))
          .map((id) => `${id} is ${whose.name}’s, and with ${of.name}’s on ${machine.id}`);
      }),
    ];
  };
  return [...look(one, other), ...look(other, one)];
}
