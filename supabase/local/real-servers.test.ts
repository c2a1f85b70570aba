import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from './backend.ts';
import { verifyJwt } from './jwt.ts';
import { freshDatabase, plainDatabase, type FreshDatabase } from './testing/fresh-database.ts';
import { noMigrations } from './testing/no-migrations.ts';

const jwtSecret = 'a secret of these tests alone, long enough for a signature';

/** Stands in for both servers, and keeps what it was asked. */
const asked: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
const server = createServer((request, response) => {
  void text(request).then((body) => {
    asked.push({ path: `${request.method} ${request.url}`, headers: request.headers, body });
    response.writeHead(request.url === '/user' ? 403 : 200, {
      'Content-Type': 'application/json',
      'X-Own': '1',
    });
    response.end('{"from":"the real one"}');
  });
});

let database: FreshDatabase;
let front: Backend;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  database = await freshDatabase({ migrated: false });
  front = await startBackend({
    db: database.url,
    migrations: noMigrations,
    jwtSecret,
    authUrl: url,
    restUrl: `${url}/under/here/`,
  });
});

afterAll(async () => {
  await front.stop();
  await database.drop();
  server.close();
});

const roleOf = (header: string | undefined) => {
  const read = verifyJwt(header?.replace('Bearer ', '') ?? '', jwtSecret, 0);
  return 'claims' in read ? read.claims.role : null;
};

async function ask(path: string, init: RequestInit & { headers: Record<string, string> }) {
  const answer = await fetch(`${front.url}${path}`, init);
  return { answer, seen: asked.at(-1) };
}

describe('LOCAL-52 a backend in front of a real Auth and a real PostgREST', () => {
  it('forwards path, query and body, with the key as a JWT', async () => {
    const { answer, seen } = await ask('/auth/v1/token?grant_type=password', {
      method: 'POST',
      headers: { apikey: front.publishable_key, 'Content-Type': 'application/json' },
      body: '{"email":"a@b.example"}',
    });
    expect(await answer.json()).toEqual({ from: 'the real one' });
    expect(answer.headers.get('X-Own')).toBe('1');
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(seen).toMatchObject({ path: 'POST /token?grant_type=password', body: '{"email":"a@b.example"}' });
    expect(roleOf(seen?.headers.authorization)).toBe('anon');
  });

  it('gives the token of a person on as it is, and a refusal back', async () => {
    const { answer, seen } = await ask('/auth/v1/user', {
      headers: { apikey: front.publishable_key, Authorization: 'Bearer a.person.s' },
    });
    expect([answer.status, seen?.headers.authorization]).toEqual([403, 'Bearer a.person.s']);
  });

  it('asks PostgREST under the path that was given, as the service role with the secret key', async () => {
    const { secret_key } = front;
    const { seen } = await ask('/rest/v1/tasks?select=*', {
      headers: { apikey: secret_key, Authorization: `Bearer ${secret_key}` },
    });
    expect(seen?.path).toBe('GET /under/here/tasks?select=*');
    expect(roleOf(seen?.headers.authorization)).toBe('service_role');
    expect(JSON.stringify(seen?.headers)).not.toContain('sb_secret_');
  });

  it('asks nobody for a wrong key', async () => {
    const count = asked.length;
    const { answer } = await ask('/rest/v1/tasks', { headers: { apikey: 'sb_publishable_elsewhere' } });
    expect([answer.status, asked.length]).toEqual([401, count]);
  });

  it('says so where the Auth server does not make its tables', async () => {
    const empty = await plainDatabase();
    const starting = startBackend({
      db: empty.url,
      authUrl: 'http://127.0.0.1:1',
      schemaWithin: 10,
      migrations: noMigrations,
    });
    await expect(starting).rejects.toThrow(
      /^The Auth server at http:\/\/127\.0\.0\.1:1 has not made its tables in \w+: it has to use this database/,
    );
    await empty.drop();
  });
});
