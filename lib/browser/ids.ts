import { v5 } from 'uuid';

const namespaces = {
  checkpoint: '0b8f8f6e-8a3c-5d0e-9a53-1f6d1f0c7f01',
  session: '0b8f8f6e-8a3c-5d0e-9a53-1f6d1f0c7f02',
};

/** A random id that sorts by the time it was made: a UUIDv7, which is a UUIDv4 that begins with the time. */
export function makeId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}

/** The same id on every device for the same name: UUIDv5. The namespaces are part of the protocol and never change. */
export const deriveId = (name: string, kind: keyof typeof namespaces): string => v5(name, namespaces[kind]);
