import { connect, type Database } from '../../supabase/local/connect.ts';

/** Whether a database is on this machine, so that nobody is on the way to it. */
export function isHere(url: string): boolean {
  return /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(new URL(url).hostname);
}

/** Connects to any database. What leaves this machine is encrypted, unless the address says otherwise (`sslmode`). */
export function connectTo(url: string): Database {
  const isTold = new URL(url).searchParams.has('sslmode');
  return connect(url, isHere(url) || isTold ? {} : { ssl: 'require' });
}

/** The address of a database that was given as `option`. Throws one sentence for anything else. */
export function databaseAddress(option: string, text: string): string {
  // Not the text itself, because it may hold a password.
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol))
    throw new Error(`${option} wants an address that begins with postgresql://.`);
  return text;
}
