import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { reachableCache } from '../cache.ts';
import { publish, type Binaries } from './binaries.ts';

// Hosted Supabase uses ICU: text sorts by language and not by byte.
const options = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=icu',
  '--icu-locale=en-US',
  '--no-sync',
  '--no-instructions',
];

export type ClusterSeed = { data: string; password: string };

/**
 * An empty cluster in the cache, ready to be copied: initdb takes seconds, a copy a tenth of a second. All clusters
 * copied from it have its password. Only the owner of the file can read the password.
 */
export function clusterSeed(native: Binaries, account: Account): ClusterSeed {
  const recipe = createHash('sha256')
    .update(`${options.join(' ')} ${account?.uid}`)
    .digest('hex')
    .slice(0, 8);
  const seed = join(reachableCache(account), `cluster-${native.version}-${recipe}`);
  if (!existsSync(seed)) {
    const making = mkdtempSync(`${seed}-`);
    initialise(making, native, account);
    publish(making, seed);
    rmSync(making, { recursive: true, force: true });
  }
  return { data: join(seed, 'data'), password: readFileSync(join(seed, 'password'), 'utf8') };
}

function initialise(place: string, native: Binaries, account: Account) {
  const data = join(place, 'data');
  const passwordFile = join(place, 'password');
  chmodSync(place, 0o755);
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
  if (account) for (const path of [data, passwordFile]) chownSync(path, account.uid, account.gid);
  const done = spawnSync(
    join(native.home, 'bin/initdb'),
    [...options, `--pgdata=${data}`, `--pwfile=${passwordFile}`],
    {
      ...account,
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C' },
      encoding: 'utf8',
    },
  );
  if (done.status !== 0) {
    rmSync(place, { recursive: true, force: true });
    throw new Error(
      `PostgreSQL could not create a database cluster: ${done.error?.message ?? done.stderr.trim()}`,
    );
  }
}
