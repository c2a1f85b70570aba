import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { canEnter, type Account } from './cluster/account.ts';

/** Where Baton keeps what can be made again: `$XDG_CACHE_HOME/baton` or `~/.cache/baton`. */
export function cacheDirectory(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'baton');
}

/**
 * A cache directory that the database's account can enter, made when missing. For an ordinary user that is
 * the cache directory; for root, whose home is closed to everybody else, one beside it in /var/tmp.
 */
export function reachableCache(account: Account): string {
  const own = cacheDirectory();
  mkdirSync(own, { recursive: true });
  if (canEnter(account, own)) return own;
  const shared = '/var/tmp/baton-root';
  mkdirSync(shared, { recursive: true, mode: 0o755 });
  const found = lstatSync(shared);
  // Anybody may create names in /var/tmp: what is not ours must not become the place of our database.
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new Error(
      `${shared} belongs to somebody else. Remove it, or set XDG_CACHE_HOME to a directory of your own.`,
    );
  chmodSync(shared, 0o755);
  return shared;
}
