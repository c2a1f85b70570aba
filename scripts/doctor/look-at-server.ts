import { askPassword } from '../ask-password.ts';
import { checkServer } from './check-server.ts';
import type { Line } from './line.ts';
import { createWords } from './words.ts';

/** A project, and as whom it is looked at, as they are given to a command. */
export interface GivenServer {
  url?: string | undefined;
  key?: string | undefined;
  email?: string | undefined;
}

/** Null where none is given. Throws where one half of it is. */
export function serverOf({ url, key }: GivenServer): { url: string; key: string } | null {
  if ((url === undefined) !== (key === undefined)) throw new Error('--url and --key go together.');
  return url !== undefined && key !== undefined ? { url, key } : null;
}

/** Asks for the password of who is given. Null where nobody is. */
export async function personOf({ email }: GivenServer): Promise<{ email: string; password: string } | null> {
  return email === undefined ? null : { email, password: await askPassword(`Password of ${email}: `) };
}

/** What can be found out about a project, in words. */
export async function lookAtServer(
  server: { url: string; key: string },
  who: { email: string; password: string } | null,
): Promise<Line[]> {
  const wordsFor = await createWords();
  const found = await checkServer(server, who, {
    fetch: (input, init) => fetch(input, init),
    openSocket: (address) => new WebSocket(address),
    now: () => Date.now(),
  });
  return found.map(wordsFor);
}
