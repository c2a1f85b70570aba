import { signal, type ReadonlySignal } from '@preact/signals';
import { staysFreshFor, type Contact } from '../../messages/contact.ts';

/** What the background told of the connection, and this machine's clock when that was read or became old. */
export interface SeenContact extends Contact {
  at: number;
}

export interface ContactSource {
  readContact(): Promise<Contact>;
  watchContact(changed: (contact: Contact) => void): () => void;
  /** This machine's clock, milliseconds since the epoch. */
  machineNow(): number;
}

/** Whether the server's last word is young enough to say that all is synced. */
export function isFresh({ heard_at, at }: SeenContact): boolean {
  return heard_at !== null && Math.abs(at - heard_at) < staysFreshFor;
}

export interface ContactSignal {
  contact: ReadonlySignal<SeenContact>;
  close(): void;
}

/** The contact as a signal, which changes once more when the last word becomes old. */
export async function followContact(source: ContactSource): Promise<ContactSignal> {
  let toOld: ReturnType<typeof setTimeout> | undefined;

  function seen(contact: Contact): SeenContact {
    const now = { ...contact, at: source.machineNow() };
    clearTimeout(toOld);
    if (isFresh(now)) {
      toOld = setTimeout(
        () => {
          current.value = seen(contact);
        },
        staysFreshFor - (now.at - (now.heard_at ?? 0)),
      );
    }
    return now;
  }

  const current = signal(seen(await source.readContact()));
  const stopWatching = source.watchContact((contact) => {
    current.value = seen(contact);
  });
  return {
    contact: current,
    close() {
      stopWatching();
      clearTimeout(toOld);
    },
  };
}
