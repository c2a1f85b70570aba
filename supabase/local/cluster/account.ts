import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The system account a child process runs as; undefined: the one we run as ourselves. */
export type Account = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. For root this is an account that every system has and that may do
 * little; for anybody else it is undefined. Throws when root finds no such account.
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

/** Whether the account can enter this directory. Asks the kernel, so that mount options and ACLs count. */
export function canEnter(account: Account, directory: string): boolean {
  if (!account) return true;
  const probe = spawnSync('/bin/sh', ['-c', 'cd -- "$1" && test -r .', 'sh', directory], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}
