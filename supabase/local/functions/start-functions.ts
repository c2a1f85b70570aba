import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory } from '../cache.ts';
import { freePort } from '../free-port.ts';
import type { Keys } from '../http/keys.ts';
import { denoBinary } from './deno-binary.ts';

export type Functions = {
  fetch(request: Request, peer: string): Promise<Response>;
  stop(): Promise<void>;
};

/** As a hosted project answers that has no function of that name. */
export function noFunction(): Response {
  const words = { code: 'NOT_FOUND', message: 'Requested function was not found' };
  return Response.json(words, { status: 404, headers: { 'Access-Control-Allow-Origin': '*' } });
}

/**
 * Serves each folder that has an `index.ts`, with Deno. A function may ask this backend and read the variables that
 * hosted Supabase gives it. Nothing is fetched, and nothing else on this machine can be read or reached.
 */
export async function startFunctions(options: {
  folder: string;
  url: string;
  keys: Pick<Keys, 'secret_key'>;
}): Promise<Functions> {
  const servers = new Map<string, { process: ChildProcess; url: string }>();
  const stop = async () => {
    await Promise.all([...servers.values()].map(async ({ process }) => end(process)));
  };
  const names = readdirSync(options.folder).filter((name) =>
    existsSync(join(options.folder, name, 'index.ts')),
  );
  try {
    for (const name of names) {
      const process = launch(join(options.folder, name), await freePort(), options);
      servers.set(name, { process, url: '' });
      servers.set(name, { process, url: await ready(name, process) });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    async fetch(request, peer) {
      const { pathname, search } = new URL(request.url);
      const server = servers.get(pathname.split('/')[3] ?? '');
      if (!server) return noFunction();
      const headers = new Headers(request.headers);
      headers.set('X-Forwarded-For', peer);
      const { method, body } = request;
      return fetch(`${server.url}${pathname}${search}`, {
        method,
        headers,
        body: body && (await request.arrayBuffer()),
        redirect: 'manual',
      });
    },
    stop,
  };
}

/*
 * A watcher in the shell reads from a pipe. If we stop normally, it reads one line and is done. If we were killed, the
 * pipe ends without a line, and it ends Deno.
 */
const launcher = `
  watch() { read -r line <&3 || kill $$; }
  watch >/dev/null 2>&1 &
  exec "$@" 3<&-
`;

function launch(
  folder: string,
  port: number,
  { url, keys }: { url: string; keys: Pick<Keys, 'secret_key'> },
): ChildProcess {
  const given = {
    SUPABASE_URL: url,
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secret_key }),
    SUPABASE_SERVICE_ROLE_KEY: keys.secret_key,
  };
  const rights = [
    `--allow-net=127.0.0.1:${port},${new URL(url).host}`,
    `--allow-env=${Object.keys(given).join()}`,
  ];
  const offline = ['--no-prompt', '--no-config', '--no-lock', '--no-npm', '--no-remote', '--cached-only'];
  const command = [denoBinary(), 'run', ...offline, ...rights, join(folder, 'index.ts')];
  return spawn('/bin/sh', ['-c', launcher, 'sh', ...command], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: {
      ...given,
      DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`,
      DENO_DIR: join(cacheDirectory(), 'deno'),
      DENO_NO_UPDATE_CHECK: '1',
      NO_COLOR: '1',
    },
  });
}

/** Resolves with the address at which it listens. */
async function ready(name: string, server: ChildProcess): Promise<string> {
  let log = '';
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  server.stderr?.on('data', (chunk: Buffer) => {
    log = `${log}${chunk.toString()}`.slice(-2000);
    const address = /Listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(log)?.[1];
    if (address) resolve(address);
  });
  server.once('error', reject);
  server.once('exit', () => reject(new Error(`The function ${name} did not start: ${log.trim()}`)));
  return promise;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  const pipe = server.stdio[3];
  if (pipe && 'write' in pipe) pipe.end('stopped\n');
  server.kill('SIGTERM');
  await gone;
}
