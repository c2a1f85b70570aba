import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect } from './connect.ts';
import { startPostgres } from './postgres.ts';
import { until } from './testing/until.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'baton-data-'));
});

afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask(url: string, query: string): Promise<unknown> {
  const sql = connect(url);
  try {
    const [row] = await sql.unsafe<{ answer: unknown }[]>(query);
    return row?.answer;
  } finally {
    await sql.end();
  }
}

async function startInProcess(args: string[]): Promise<{ child: ChildProcess; url: string }> {
  const script = fileURLToPath(new URL('./testing/start-then-wait.ts', import.meta.url));
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  for await (const url of lines) return { child, url };
  throw new Error('PostgreSQL did not start');
}

it('LOCAL-1 is PostgreSQL 17, and sorts text by language', async () => {
  const { url, stop } = await startPostgres({ dataDir });
  expect(await ask(url, `select current_setting('server_version_num')::int / 10000 as answer`)).toBe(17);
  expect(await ask(url, `select 'a' < 'B' as answer`)).toBe(true);
  await stop();
});

it('LOCAL-3 keeps its data and its password from one start to the next', async () => {
  const first = await startPostgres({ dataDir });
  await ask(first.url, 'create table kept as select 7 as answer');
  await first.stop();
  const second = await startPostgres({ dataDir });
  expect(await ask(second.url, 'select answer from kept')).toBe(7);
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  await second.stop();
});

it('LOCAL-4 refuses a data directory that is in use, in one sentence', async () => {
  const first = await startPostgres({ dataDir });
  await expect(startPostgres({ dataDir })).rejects.toThrow(`${dataDir} is in use by another backend`);
  expect(await ask(first.url, 'select 1 as answer')).toBe(1);
  await first.stop();
});

it('LOCAL-5 removes a temporary cluster when it stops', async () => {
  const { url, stop } = await startPostgres();
  const data = await ask(url, `select current_setting('data_directory') as answer`);
  expect(existsSync(String(data))).toBe(true);
  await stop();
  expect(existsSync(dirname(String(data)))).toBe(false);
});

it('LOCAL-5 does not outlive a process that was killed, nor does its temporary cluster', async () => {
  const { child, url } = await startInProcess([]);
  const data = String(await ask(url, `select current_setting('data_directory') as answer`));
  child.kill('SIGKILL');
  await until('the temporary cluster to go', () => !existsSync(dirname(data)));
  await expect(ask(url, 'select 1 as answer')).rejects.toThrow('ECONNREFUSED');
});

it('LOCAL-6 starts on the data of a process that was killed', async () => {
  const { child, url } = await startInProcess([dataDir]);
  await ask(url, 'create table kept as select 7 as answer');
  child.kill('SIGKILL');
  await until('the process to end', () => child.signalCode !== null);
  const again = await startPostgres({ dataDir });
  expect(await ask(again.url, 'select answer from kept')).toBe(7);
  await again.stop();
});

it('LOCAL-6 starts where a crash left a process number that another process has now', async () => {
  const first = await startPostgres({ dataDir });
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
  const left = readFileSync(pidFile, 'utf8');
  await first.stop();
  writeFileSync(pidFile, left.replace(/^\d+/, `${process.pid}`));
  writeFileSync(join(dataDir, 'owner.json'), JSON.stringify({ pid: process.pid, started: 'long ago' }));
  const again = await startPostgres({ dataDir });
  expect(await ask(again.url, 'select 1 as answer')).toBe(1);
  await again.stop();
});

it('LOCAL-6 makes an interrupted copy of the empty cluster again', async () => {
  const first = await startPostgres({ dataDir });
  await first.stop();
  rmSync(join(dataDir, 'postgres', 'superuser-password'));
  rmSync(join(dataDir, 'postgres', 'base'), { recursive: true });
  const again = await startPostgres({ dataDir });
  expect(await ask(again.url, 'select 1 as answer')).toBe(1);
  await again.stop();
});
