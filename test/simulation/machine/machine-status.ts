import { unknownStatus } from '../../../lib/messages/status.ts';
import type { Status } from '../../../lib/messages/status.ts';
import { theServer } from '../network/machine-server.ts';
import { beginSpan, endSpan, nameNowhere, type Observer } from '../people/observer.ts';
import type { World } from '../run/world.ts';

export interface MachineStatusDeps {
  world: World;
  id: string;
  /** Whose machine it is; what is made there before anybody signs in is theirs as well. */
  user: string;
  isSignedIn: boolean;
  observerOf(user: string): Observer;
  /** Somebody else has the machine from here on. */
  onTakenOver(): void;
}

/** Who has a machine, as its browser keeps it, and who sees it meanwhile. */
export interface MachineStatus {
  status(): Status;
  setStatus(next: Status): void;
  /** Whose database that is: the one of nobody is the first user's. */
  personOf(owner: string | null): string;
  /** The observer of whoever has the machine now. */
  observer(): Observer;
  /** Writes a line into the timeline of the run. */
  note(text: string): void;
}

export function createMachineStatus(deps: MachineStatusDeps): MachineStatus {
  const { world, id, user, isSignedIn, observerOf } = deps;
  const account = isSignedIn ? { id: user, email: user } : null;
  let visit: Observer['sleeps'][number] | null = null;
  let kept: Status = {
    ...unknownStatus,
    account,
    owner: account && account.id,
    device: account ? id : nameNowhere(id),
    device_ids: { '': nameNowhere(id), [theServer.url]: id },
  };

  const personOf = (owner: string | null) => owner ?? user;
  const observer = () => observerOf(personOf(kept.owner));
  const note = (text: string) => void observer().notes.push({ at: world.now(), machine: id, text });
  if (!account) beginSpan(observer().signedOut, id, world.now());

  return {
    status: () => kept,
    personOf,
    observer,
    note,
    setStatus(next) {
      const before = kept;
      const person = personOf(next.owner);
      const isAnother = person !== personOf(before.owner);
      if (isAnother) {
        deps.onTakenOver();
        // For the first one the machine is as good as asleep.
        if (visit) visit.to = world.now();
        visit = person === user ? null : { machine: id, from: world.now(), to: null };
        if (visit) observer().sleeps.push(visit);
      }
      kept = next;
      if (isAnother) note(`is ${person}’s from here on`);
      if ((next.account === null) === (before.account === null)) return;
      (next.account === null ? beginSpan : endSpan)(observer().signedOut, id, world.now());
      note(next.account === null ? 'is signed out' : `is signed in as ${next.account.id}`);
    },
  };
}
