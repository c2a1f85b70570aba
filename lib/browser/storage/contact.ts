import { noContact, type Contact } from '../../messages/contact.ts';
import { nativeExtension } from '../native.ts';

const key = 'contact';

/** The browser keeps it in memory: it outlives the worker, and is gone when the browser ends. */
export async function readContact(): Promise<Contact> {
  const stored = await nativeExtension().storage.session.get(key);
  return { ...noContact, ...(stored[key] as Partial<Contact> | undefined) };
}

/** Only the background writes. */
export async function writeContact(contact: Contact): Promise<void> {
  await nativeExtension().storage.session.set({ [key]: contact });
}

/** Calls `changed` with each new contact. Returns what ends that. */
export function watchContact(changed: (contact: Contact) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>): void => {
    const contact = changes[key]?.newValue as Partial<Contact> | undefined;
    if (contact) changed({ ...noContact, ...contact });
  };
  nativeExtension().storage.session.onChanged.addListener(listener);
  return () => nativeExtension().storage.session.onChanged.removeListener(listener);
}
