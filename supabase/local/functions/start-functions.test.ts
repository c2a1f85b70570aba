import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../testing/until.ts';
import { startFunctions } from './start-functions.ts';

/** Tells its process, the caller that it was told, and what it can do on this machine. */
const curious = `
  const tries = (work) => work().then(() => 'done', (error) => error.name);
  Deno.serve(async (request) => Response.json({
    pid: Deno.pid,
    peer: request.headers.get('X-Forwarded-For'),
    key: Deno.env.get('SUPABASE_SERVICE_ROLE_KEY'),
    own: await tries(() => fetch(Deno.env.get('SUPABASE_URL'))),
    other: await tries(() => fetch(request.headers.get('X-Other'))),
    file: await tries(() => Deno.readTextFile('/etc/hostname')),
    remote: await tries(() => import('https://deno.land/std/version.ts')),
  }));
`;

const keys = { secret_key: 'a secret key' };
const server = createServer((_, response) => response.end());
let folder = '';
let url = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-functions-'));
  mkdirSync(join(folder, 'curious'));
  writeFileSync(join(folder, 'curious/index.ts'), curious);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const call = () =>
  new Request('http://here/functions/v1/curious', { headers: { 'X-Other': 'http://127.0.0.1:5000' } });

const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('LOCAL-60 a function reaches its backend, and nothing else', async () => {
  const functions = await startFunctions({ folder, url, keys });
  const { pid, ...found } = (await (await functions.fetch(call(), '10.0.0.7')).json()) as { pid: number };
  await functions.stop();
  expect(isThere(pid)).toBe(false);
  expect(found).toEqual({
    peer: '10.0.0.7',
    key: 'a secret key',
    own: 'done',
    other: 'NotCapable',
    file: 'NotCapable',
    remote: 'TypeError',
  });
});

test('LOCAL-60 a function that does not start is named', async () => {
  const broken = join(folder, 'broken-one');
  mkdirSync(broken);
  mkdirSync(join(broken, 'broken'));
  writeFileSync(join(broken, 'broken/index.ts'), 'throw new Error("on purpose");');
  await expect(startFunctions({ folder: broken, url, keys })).rejects.toThrow(
    /^The function broken did not start/,
  );
});

test('LOCAL-61 Deno ends with a process that was killed', async () => {
  const file = fileURLToPath(new URL('./start-functions.ts', import.meta.url));
  const program = `
    const { startFunctions } = await import(${JSON.stringify(file)});
    const functions = await startFunctions(${JSON.stringify({ folder, url, keys })});
    const { pid } = await (await functions.fetch(new Request('http://here/functions/v1/curious'), '')).json();
    console.log(pid);
  `;
  const killed = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(killed.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  expect(isThere(pid)).toBe(true);
  killed.kill('SIGKILL');
  await until('the end of Deno', () => !isThere(pid));
});
