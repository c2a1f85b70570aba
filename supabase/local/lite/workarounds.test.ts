import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startBackend, type Backend } from '../backend.ts';
import { connect } from '../connect.ts';
import { freshDatabase, type FreshDatabase } from '../testing/fresh-database.ts';
import { plainLite, type PlainLite } from '../testing/plain-lite.ts';

/*
 * Two tests for each fault of @supabase/lite. The first proves that the backend does not have it. The second asks plain
 * @supabase/lite: if that test fails, the fault is gone, and the workaround can go with both tests.
 */
const schema = `
  create table public.notes (id int primary key, body text unique, at timestamptz default '2026-11-30T21:04:29.088Z');
  alter table public.notes enable row level security;
  create policy everybody on public.notes using (true) with check (true);
  revoke all on public.notes from anon, authenticated;
  grant select, insert (id, body), update (body) on public.notes to anon;
  create function public.kind(given jsonb) returns text language sql as $$ select jsonb_typeof(given) $$;
`;

const printed: unknown[] = [];
let directory: string;
let database: FreshDatabase;
let backend: Backend;
let client: ReturnType<typeof createClient>;
let other: FreshDatabase;
let plain: PlainLite;

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation((...values: unknown[]) => void printed.push(values));
  directory = mkdtempSync(join(tmpdir(), 'migrations-'));
  writeFileSync(join(directory, '1_notes.sql'), schema);
  database = await freshDatabase({ migrated: false });
  backend = await startBackend({ db: database.url, migrations: directory, attempts: { failures: 8 } });
  client = createClient(backend.url, backend.publishable_key, { auth: { persistSession: false } });
  other = await freshDatabase({ migrated: false });
  const sql = connect(other.url);
  await sql.unsafe(schema);
  await sql.end();
  plain = plainLite(other.url);
});

afterAll(async () => {
  await plain.close();
  await other.drop();
  await backend.stop();
  await database.drop();
  rmSync(directory, { recursive: true });
  vi.restoreAllMocks();
});

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  return {
    here: () =>
      fetch(`${backend.url}${path}`, {
        method: 'POST',
        headers: { apikey: backend.publishable_key, 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    plain: () => plain.fetch(path, { method: 'POST', body: JSON.stringify(body), headers }),
  };
}

describe('LOCAL-25 JSON arguments', () => {
  const kind = post('/rest/v1/rpc/kind', { given: [{ a: 1 }] });

  it('arrive as what they are', async () => {
    expect(await (await kind.here()).json()).toBe('array');
  });

  it('would arrive as text', async () => {
    expect(await (await kind.plain()).json()).toBe('string');
  });
});

describe('LOCAL-25 revoked privileges', () => {
  const mayDelete = "select has_table_privilege('anon', 'public.notes', 'delete') as may";

  async function afterARequest(url: string, request: () => Promise<Response>) {
    await request();
    const sql = connect(url);
    const [row] = await sql.unsafe<{ may: boolean }[]>(mayDelete);
    await sql.end();
    return row?.may;
  }

  it('stay revoked, also when many ask first', async () => {
    const many = Array.from({ length: 10 }, () => client.from('notes').select());
    expect((await Promise.all(many)).map(({ error }) => error)).toEqual(Array(10).fill(null));
    const read = () =>
      fetch(`${backend.url}/rest/v1/notes`, { headers: { apikey: backend.publishable_key } });
    expect(await afterARequest(database.url, read)).toBe(false);
  });

  it('would be granted again', async () => {
    expect(await afterARequest(other.url, () => plain.fetch('/rest/v1/notes'))).toBe(true);
  });
});

describe('LOCAL-47 the times of REST', () => {
  const read = async (answer: Response) => ((await answer.json()) as { at: string }[])[0]?.at;

  it('have the form of JSON', async () => {
    await post('/rest/v1/notes', { id: 7, body: 'timed' }, { Prefer: 'return=minimal' }).here();
    const { url, publishable_key: apikey } = backend;
    const answer = await fetch(`${url}/rest/v1/notes?id=eq.7`, { headers: { apikey } });
    expect(await read(answer)).toBe('2026-11-30T21:04:29.088+00:00');
  });

  it('would have that of PostgreSQL', async () => {
    await post('/rest/v1/notes', { id: 7, body: 'timed' }, { Prefer: 'return=minimal' }).plain();
    expect(await read(await plain.fetch('/rest/v1/notes?id=eq.7'))).toBe('2026-11-30 21:04:29.088+00');
  });
});

describe('LOCAL-50 an update without a filter', () => {
  it('is refused', async () => {
    const { url, publishable_key: apikey } = backend;
    const answer = await fetch(`${url}/rest/v1/notes`, {
      method: 'PATCH',
      headers: { apikey, 'Content-Type': 'application/json' },
      body: '{"body":"all"}',
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { code: '21000', message: 'UPDATE requires a WHERE clause' },
    ]);
  });
});

describe('LOCAL-23 guessing codes', () => {
  const guess = post('/auth/v1/verify', { email: 'victim@b.example', token: '000000', type: 'magiclink' });

  async function statuses(send: () => Promise<Response>) {
    const seen = new Set<number>();
    for (let time = 0; time < 12; time += 1) seen.add((await send()).status);
    return [...seen];
  }

  it('comes to an end, and says when to try again', async () => {
    expect(await statuses(guess.here)).toEqual([403, 429]);
    const answer = await guess.here();
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ error_code: 'over_request_rate_limit' });
  });

  it('would never end', async () => {
    expect(await statuses(guess.plain)).toEqual([403]);
  });
});

describe('LOCAL-26 pages of other origins', () => {
  const preflight = {
    method: 'OPTIONS',
    headers: {
      Origin: 'https://page.example',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'apikey,authorization,x-client-info',
    },
  };

  it.each(['/rest/v1/rpc/kind', '/auth/v1/token', '/realtime/v1/api/broadcast'])(
    'may ask %s',
    async (path) => {
      const answer = await fetch(`${backend.url}${path}`, preflight);
      expect(answer.status).toBe(204);
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(answer.headers.get('Access-Control-Allow-Headers')).toContain('apikey');
    },
  );

  it('may read the answers', async () => {
    const answers = await Promise.all([
      post('/auth/v1/token?grant_type=password', {}).here(),
      post('/rest/v1/rpc/kind', { given: 1 }).here(),
    ]);
    expect(answers.map(({ headers }) => headers.get('Access-Control-Allow-Origin'))).toEqual(['*', '*']);
  });

  it('would be turned away', async () => {
    const asked = await plain.fetch('/rest/v1/rpc/kind', preflight);
    const answered = await post('/auth/v1/token?grant_type=password', {}).plain();
    expect([asked.status, answered.headers.get('Access-Control-Allow-Origin')]).toEqual([404, null]);
  });
});

describe('LOCAL-27 configuration and schema', () => {
  const paths = ['/_system/config', '/_system/info', '/_system/introspect'];

  it('are hidden', async () => {
    const answers = await Promise.all(paths.map((path) => fetch(`${backend.url}${path}`)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('would be shown to anybody', async () => {
    const answers = await Promise.all(paths.map((path) => plain.fetch(path)));
    expect(answers.some(({ ok }) => ok)).toBe(true);
  });
});

describe('LOCAL-28 a failed statement', () => {
  const insert = post('/rest/v1/notes', { id: 'private words' }, { Prefer: 'return=minimal' });

  async function printedBy(send: () => Promise<Response>) {
    printed.length = 0;
    expect((await send()).status).toBe(400);
    return inspect(printed, { depth: 9 });
  }

  it('prints nothing of what people wrote', async () => {
    expect(await printedBy(insert.here)).not.toContain('private words');
  });

  it('would print it', async () => {
    expect(await printedBy(insert.plain)).toContain('private words');
  });
});
