import { unknownStatus } from '../../../lib/messages/status.ts';
import type { Status } from '../../../lib/messages/status.ts';
import { beginSpan, endSpan, type Observer } from '../people/observer.ts';
import type { World } from '../run/world.ts';

export interface MachineStatusDeps {
  world: World;
  id: string;
  /** Whose machine it is; what is made there before anybody signs in is theirs as well. */
  user: string;
  isSignedIn: boolean;
  observerOf(user: string): Observer;
  /** Somebody else takes the machine over. */
  leaves(): void;
}

/** Who has a machine, as its browser keeps it, and who sees it meanwhile. */
export function createMachineStatus({ world, id, user, isSignedIn, observerOf, leaves }: MachineStatusDeps) {
  const account = isSignedIn ? { id: user, email: user } : null;
  let visit: Observer['sleeps'][number] | null = null;
  let kept: Status = { ...unknownStatus, account, owner: account && account.id, device: id };

  const personOf = (owner: string | null): string => owner ?? user;
  const observer = (): Observer => observerOf(personOf(kept.owner));
  const note = (text: string) => observer().notes.push({ at: world.now(), machine: id, text });
  if (!account) beginSpan(observer().signedOut, id, world.now());

  return {
    status: (): Status => kept,
    personOf,
    observer,
    note,
    become(next: Status): void {
      const before = kept;
      const person = personOf(next.owner);
      const isAnother = person !== personOf(before.owner);
      if (isAnother) {
        leaves();
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
