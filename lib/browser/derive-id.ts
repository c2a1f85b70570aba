import { v5 } from 'uuid';

const namespaces = {
  checkpoint: '0b8f8f6e-8a3c-5d0e-9a53-1f6d1f0c7f01',
  session: '0b8f8f6e-8a3c-5d0e-9a53-1f6d1f0c7f02',
  task: '0b8f8f6e-8a3c-5d0e-9a53-1f6d1f0c7f03',
};

/** The same id on every device for the same name: UUIDv5. The namespaces are part of the protocol and never change. */
export const deriveId = (name: string, kind: keyof typeof namespaces): string => v5(name, namespaces[kind]);
