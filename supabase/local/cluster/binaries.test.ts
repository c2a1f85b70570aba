import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseAccount } from './account.ts';
import { postgresBinaries } from './binaries.ts';

const account = databaseAccount();
const version = `test-${process.pid}`;
let closed: string;

// A checkout in a home directory that nobody else may read.
beforeAll(() => {
  closed = mkdtempSync(join(tmpdir(), 'closed-home-'));
  cpSync(postgresBinaries(account).home, join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
  chmodSync(closed, 0o700);
});

afterAll(() => {
  rmSync(closed, { recursive: true });
  rmSync(postgresBinaries(account, { root: closed, version }).home, { recursive: true, force: true });
});

it('LOCAL-2 runs PostgreSQL from a checkout that its account cannot read', () => {
  const { home } = postgresBinaries(account, { root: closed, version });
  const said = execFileSync(join(home, 'bin/postgres'), ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  });
  expect(said).toContain('17.');
  expect(dirname(home) === closed).toBe(account === undefined);
});
