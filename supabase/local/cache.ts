import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { canEnter, type Account } from './cluster/account.ts';

/** The cache directory: `$XDG_CACHE_HOME/baton` or `~/.cache/baton`. */
export function cacheDirectory(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'baton');
}

/**
 * A cache directory that the account of the database can enter. Made if missing. For an ordinary user it is the cache
 * directory. For root, whose home is closed to others, it is one in /var/tmp.
 */
export function reachableCache(account: Account): string {
  const own = cacheDirectory();
  mkdirSync(own, { recursive: true });
  if (canEnter(account, own)) return own;
  const shared = '/var/tmp/baton-root';
  mkdirSync(shared, { recursive: true, mode: 0o755 });
  const found = lstatSync(shared);
  // Everybody may create files in /var/tmp. Our database must not be in a directory of somebody else.
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new Error(
      `${shared} belongs to somebody else. Remove it, or set XDG_CACHE_HOME to a directory of your own.`,
    );
  chmodSync(shared, 0o755);
  return shared;
}
