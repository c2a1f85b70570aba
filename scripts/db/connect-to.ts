import { connect, type Database } from '../../supabase/local/connect.ts';

/** Whether a database is on this machine, so that nobody is on the way to it. */
function isHere(url: URL): boolean {
  return /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(url.hostname);
}

/** The address with encryption asked for, where it leaves this machine and says nothing else (`sslmode`). */
export function encrypted(address: string): string {
  const url = new URL(address);
  if (!isHere(url) && !url.searchParams.has('sslmode')) url.searchParams.set('sslmode', 'require');
  return url.href;
}

/** Connects to any database. What leaves this machine is encrypted, unless the address says otherwise. */
export function connectTo(url: string): Database {
  return connect(encrypted(url));
}

/** The address of a database that was given as `option`. Throws one sentence for anything else. */
export function databaseAddress(option: string, text: string): string {
  // Not the text itself, because it may hold a password.
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol))
    throw new Error(`${option} wants an address that begins with postgresql://.`);
  return text;
}
