import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

type Owner = { pid: number; started: string };

/**
 * Reserves a data directory for this process. Clears what a killed owner left: its lock, a PostgreSQL that still runs,
 * an old postmaster.pid. Throws if a running process uses the directory.
 */
export async function lockCluster(dataDirectory: string, cluster: string): Promise<() => void> {
  const lock = join(dataDirectory, 'owner.json');
  const owner = readOwner(lock);
  if (owner && isAlive(owner))
    throw new Error(
      `${dataDirectory} is in use by another backend (process ${owner.pid}). ` +
        'Stop that one, or give this one a directory of its own with --data.',
    );
  rmSync(lock, { force: true });
  await endOrphan(cluster);
  writeFileSync(lock, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }), { flag: 'wx' });
  return () => rmSync(lock, { force: true });
}

async function endOrphan(cluster: string) {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const [pid, directory] = readFileSync(pidFile, 'utf8').split('\n');
  // After a reboot, or in another container, another process may have this number. Only a PostgreSQL is stopped.
  if (directory === cluster && isPostgresOn(cluster, Number(pid))) {
    process.kill(Number(pid), 'SIGINT');
    for (let waited = 0; existsSync(pidFile) && waited < 10_000; waited += 50) await delay(50);
  }
  rmSync(pidFile, { force: true });
}

function readOwner(lock: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, started }: Owner) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startOf(pid) === started;
}

// Process numbers are reused, so the start time is needed too. A process that has ended stays in the list until its
// parent reads the status. In containers that may never happen.
function startOf(pid: number): string {
  const [state, ...rest] = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
  return state === 'Z' ? 'ended' : (rest[18] ?? '');
}

function isPostgresOn(cluster: string, pid: number) {
  if (!existsSync('/proc/self')) return true;
  const [command = '', ...args] = read(`/proc/${pid}/cmdline`).split('\0');
  return basename(command) === 'postgres' && args.includes(cluster);
}

function read(path: string) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
