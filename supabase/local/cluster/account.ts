import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The system account for a child process. Undefined means our own. */
export type Account = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. So for root this returns an account with few rights that every system has. For
 * other users it is undefined. Throws if root has no such account.
 */
export function databaseAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const found = accounts.find(([name]) => name === wanted);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this system has neither a "postgres" nor a "nobody" account. ' +
      'Create one (useradd --system postgres) or run as an ordinary user.',
  );
}

/** Whether the account can enter this directory. Asks the kernel, because mount options and ACLs count too. */
export function canEnter(account: Account, directory: string): boolean {
  if (!account) return true;
  const probe = spawnSync('/bin/sh', ['-c', 'cd -- "$1" && test -r .', 'sh', directory], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}
