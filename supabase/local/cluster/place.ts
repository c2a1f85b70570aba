import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { canEnter, type Account } from './account.ts';
import { reachableCache } from '../cache.ts';
import type { ClusterSeed } from './seed.ts';

/** Makes an empty directory for a temporary cluster, owned by the account. */
export function temporaryPlace(account: Account): string {
  const base = canEnter(account, tmpdir()) ? tmpdir() : '/tmp';
  const place = mkdtempSync(join(base, 'baton-postgres-'));
  if (account) chownSync(place, account.uid, account.gid);
  const data = join(place, 'data');
  ownDirectory(data, account);
  return data;
}

/**
 * The directory of the cluster in a data directory: `postgres`. If the account of the database cannot enter the data
 * directory, `postgres` is a link to a directory that it can enter.
 */
export function clusterPlace(dataDirectory: string, account: Account): string {
  const parent = resolve(dataDirectory);
  mkdirSync(parent, { recursive: true });
  const place = join(parent, 'postgres');
  if (canEnter(account, parent)) {
    // Perhaps only we may write to its parent, so the account could not create it.
    if (!exists(place)) ownDirectory(place, account);
    return realpathSync(place);
  }
  const clusters = join(reachableCache(account), 'clusters');
  mkdirSync(clusters, { recursive: true, mode: 0o755 });
  removeAbandoned(clusters);
  if (!existsSync(place)) {
    rmSync(place, { force: true });
    const home = mkdtempSync(join(clusters, 'data-'));
    chmodSync(home, 0o755);
    ownDirectory(join(home, 'postgres'), account);
    symlinkSync(join(home, 'postgres'), place);
    writeFileSync(join(home, 'used-by'), place);
  }
  return realpathSync(place);
}

/**
 * Makes sure that this place has a complete cluster and returns the password of its superuser. The password is copied
 * last, so a copy without one was interrupted and is made again. Throws on a full disk.
 */
export function fillCluster(place: string, seed: ClusterSeed, account: Account): string {
  // The last time root used another account.
  if (account && statSync(place).uid !== account.uid)
    spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, place]);
  const passwordFile = join(place, 'superuser-password');
  if (!existsSync(passwordFile)) {
    for (const left of readdirSync(place)) rmSync(join(place, left), { recursive: true });
    const done = spawnSync('cp', ['-Rp', `${seed.data}/.`, place], {
      ...account,
      cwd: '/',
      encoding: 'utf8',
    });
    if (done.status !== 0)
      throw new Error(
        `Could not write the database to ${place}: ${done.error?.message ?? done.stderr.trim()}`,
      );
    writeFileSync(passwordFile, seed.password, { mode: 0o600 });
    if (account) chownSync(passwordFile, account.uid, account.gid);
  }
  return readFileSync(passwordFile, 'utf8');
}

// If a data directory is deleted, its cluster stays, because only a link pointed to it.
function removeAbandoned(clusters: string) {
  for (const name of readdirSync(clusters)) {
    const home = join(clusters, name);
    const user = join(home, 'used-by');
    if (!existsSync(user)) continue; // being made right now
    const link = readFileSync(user, 'utf8');
    const used =
      exists(link) && lstatSync(link).isSymbolicLink() && readlinkSync(link) === join(home, 'postgres');
    if (!used) rmSync(home, { recursive: true, force: true });
  }
}

function ownDirectory(place: string, account: Account) {
  mkdirSync(place, { mode: 0o700 });
  if (account) chownSync(place, account.uid, account.gid);
}

function exists(path: string) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
