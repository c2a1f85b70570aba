import { readFile } from 'node:fs/promises';
import type { Database } from '../../supabase/local/connect.ts';

/** Milliseconds for which processors have worked for a process. Other work of the machine does not change it. */
export async function workedFor(pid: number): Promise<number> {
  const said = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '0');
  return Number(said.split(' ')[0]) / 1e6;
}

/** The same of all processes of a server of databases. */
export async function workedForServer(db: Database): Promise<number> {
  const processes = await db<{ pid: number }[]>`select pid from pg_stat_activity`;
  let milliseconds = 0;
  for (const { pid } of processes) milliseconds += await workedFor(pid);
  return milliseconds;
}

/** Times what is done over this one connection by what its process in the server worked. */
export async function byProcessor(db: Database): Promise<(work: () => Promise<unknown>) => Promise<number>> {
  const [own] = await db<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const pid = own?.pid ?? 0;
  return async (work) => {
    const before = await workedFor(pid);
    await work();
    return (await workedFor(pid)) - before;
  };
}
