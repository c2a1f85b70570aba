import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { databaseAccount, type Account } from './cluster/account.ts';
import { lockCluster } from './cluster/lock.ts';
import { clusterPlace, fillCluster, temporaryPlace } from './cluster/place.ts';
import { clusterSeed } from './cluster/seed.ts';
import { freePort } from './free-port.ts';
import { postgresBinaries } from './cluster/binaries.ts';

export type Postgres = { url: string; stop(): Promise<void> };

// The log gets no statements and no rows, because those are people's data.
const always = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'wal_level=logical',
  'jit=off',
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'TimeZone=UTC',
  'search_path="$user", public, extensions', // as on hosted Supabase
  'lc_messages=C',
];
const withoutSafety = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=256MB'];

/**
 * Starts PostgreSQL 17 on 127.0.0.1, on the given port or any free one. With `dataDir` the data stays there. Without
 * it the cluster is temporary and ends with `stop` or with this process. Works for root too. Throws one sentence if the
 * directory is in use or PostgreSQL does not start.
 */
export async function startPostgres(options: { dataDir?: string; port?: number } = {}): Promise<Postgres> {
  const account = databaseAccount();
  const native = postgresBinaries(account);
  const seed = clusterSeed(native, account);
  const cluster = options.dataDir ? clusterPlace(options.dataDir, account) : temporaryPlace(account);
  const release = options.dataDir ? await lockCluster(resolve(options.dataDir), cluster) : () => {};
  const temporary = options.dataDir ? '' : dirname(cluster);
  try {
    const password = fillCluster(cluster, seed, account);
    const settings = [...always, ...(temporary ? withoutSafety : [])];
    const binary = join(native.home, 'bin/postgres');
    const start = async (port: number) => {
      const server = launch(binary, cluster, port, settings, temporary, account);
      await ready(server);
      return { server, port };
    };
    const { server, port } = await (options.port ? start(options.port) : onFreePort(start));
    return {
      url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
      async stop() {
        await end(server);
        release();
        if (temporary) rmSync(temporary, { recursive: true, force: true });
      },
    };
  } catch (error) {
    release();
    if (temporary) rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
}

/** Tries again if another process takes the free port first. */
async function onFreePort<T>(start: (port: number) => Promise<T>, tries = 3): Promise<T> {
  try {
    return await start(await freePort());
  } catch (error) {
    if (tries > 1 && String(error).includes('Address already in use')) return onFreePort(start, tries - 1);
    throw error;
  }
}

/*
 * A watcher in the shell reads from a pipe. If we stop normally, it reads one line and is done. If we were killed, the
 * pipe ends without a line; then it stops PostgreSQL and removes a temporary cluster.
 */
const launcher = `
  watch() {
    read -r line <&3 && return
    kill -INT $$
    tries=0
    while [ -e "$1/postmaster.pid" ] && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
    [ -z "$2" ] || rm -rf "$2"
  }
  cluster=$1; temporary=$2; shift 2
  watch "$cluster" "$temporary" >/dev/null 2>&1 &
  exec "$@" 3<&-
`;

function launch(
  binary: string,
  cluster: string,
  port: number,
  settings: string[],
  temporary: string,
  account: Account,
) {
  const flags = settings.flatMap((setting) => ['-c', setting]);
  return spawn(
    '/bin/sh',
    ['-c', launcher, 'sh', cluster, temporary, binary, '-D', cluster, '-p', `${port}`, ...flags],
    {
      ...account,
      cwd: '/',
      // Its own process group, so that Ctrl-C in the terminal does not reach it. We stop it ourselves.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    },
  );
}

async function ready(server: ChildProcess) {
  let log = '';
  const { promise, resolve: started, reject } = Promise.withResolvers<void>();
  server.stderr?.on('data', (chunk: Buffer) => {
    log = `${log}${chunk.toString()}`.slice(-2000);
    if (log.includes('ready to accept connections')) started();
  });
  server.once('error', reject);
  server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log.trim()}`)));
  await promise;
}

async function end(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  const pipe = server.stdio[3];
  if (pipe && 'write' in pipe) pipe.end('stopped\n');
  server.kill('SIGINT');
  const impatient = setTimeout(() => server.kill('SIGQUIT'), 8_000);
  await gone;
  clearTimeout(impatient);
}
