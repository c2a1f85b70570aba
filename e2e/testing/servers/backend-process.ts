import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Backend } from '../../../supabase/local/backend.ts';
import { ownPort } from './own-port.ts';
import { withTimeout } from '../waiting/with-timeout.ts';

/** A backend in a process of its own, that can be killed. */
export interface BackendProcess extends Pick<Backend, 'url' | 'publishable_key' | 'db_url'> {
  /** Kills it, so that it cannot close any connection in order. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  start(): Promise<void>;
}

const command = join(import.meta.dirname, '../../../supabase/local/cli.ts');

/** Starts a backend on the PostgreSQL at `db`, with its keys in the folder `data`. */
export async function startBackendProcess({
  db,
  data,
}: {
  db: string;
  data: string;
}): Promise<BackendProcess> {
  let running: ChildProcess;

  async function start(port: string): Promise<Backend> {
    running = spawn(process.execPath, [command, '--port', port, '--data', data, '--db', db], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!running.stdout) throw new Error('The backend has no output.');
    const lines = createInterface(running.stdout);
    const gone = once(running, 'exit').then(() => {
      throw new Error('The backend did not start.');
    });
    const first = Promise.race([once(lines, 'line'), gone]);
    const [line] = (await withTimeout('the backend to start', first)) as [string];
    return JSON.parse(line) as Backend;
  }

  const { url, publishable_key, db_url } = await start(String(await ownPort()));
  return {
    url,
    publishable_key,
    db_url,
    async kill() {
      const gone = once(running, 'exit');
      if (running.kill('SIGKILL')) await withTimeout('the end of a killed backend', gone);
    },
    async start() {
      const again = await start(new URL(url).port);
      if (again.url !== url) throw new Error(`The backend has come back as ${again.url}.`);
    },
  };
}
