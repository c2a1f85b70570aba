import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Api } from './start-api.ts';

/*
 * What supabase-py 2.34 asked the real Auth, asked again: the same status, the same fields, the same kinds of values.
 * The package itself is not run here.
 */

type Json = null | string | number | boolean | Json[] | { [name: string]: Json };

interface Exchange {
  method: string;
  path: string;
  apikey: string;
  authorization: string;
  headers: Record<string, string>;
  body: Json;
  status: number;
  answer?: Json;
}

let api: Api;
let exchanges: Exchange[];

beforeAll(async () => {
  const file = new URL('../recorded/supabase-py.json', import.meta.url);
  exchanges = (JSON.parse(await readFile(file, 'utf8')) as { exchange: Exchange[] }).exchange;
  api = await startApi();
});

afterAll(async () => {
  await api.close();
});

/**
 * What REST gives today. When it was recorded, acts and sessions had to be complete, and a row for somebody else met a
 * foreign key first.
 */
function statusToday({ path, body, status }: Exchange): number {
  if (JSON.stringify(body).includes('"not mine"')) return 403;
  const isFilledIn = path === '/rest/v1/pomodoro_sessions' || path === '/rest/v1/pomodoro_checkpoints';
  return isFilledIn && status === 400 ? 201 : status;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** The same words as in the record, but how many digits a second has. */
function kindOf(value: Json): Json {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.map(kindOf);
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, kindOf(inner)]));
  if (typeof value !== 'string') return typeof value;
  if (uuid.test(value)) return 'uuid';
  if (rfc3339.test(value)) return 'time';
  return value.split('.').length === 3 && value.startsWith('ey') ? 'jwt' : 'string';
}

function recordedKind(kind: Json): Json {
  if (Array.isArray(kind)) return kind.map(recordedKind);
  if (typeof kind === 'object' && kind !== null)
    return Object.fromEntries(Object.entries(kind).map(([name, inner]) => [name, recordedKind(inner)]));
  return typeof kind === 'string' && kind.startsWith('time ') ? 'time' : kind;
}

/** What the record leaves out, from the answers before. */
interface Known {
  access_token: string;
  refresh_token: string;
  person: string;
  task: string;
}

function filled(text: string, known: Known): string {
  return (text.includes('"not mine"') ? text.replace('<uuid>', randomUUID()) : text)
    .replaceAll('<refresh_token>', known.refresh_token)
    .replaceAll('<code_challenge>', 'x'.repeat(43))
    .replaceAll('"task_id":"<uuid>"', `"task_id":"${known.task}"`)
    .replace(/(\/tasks\?id=eq\.)<uuid>/, `$1${known.task}`)
    .replaceAll('<uuid>', known.person);
}

function learn(known: Known, path: string, answer: Json): void {
  const fields = Array.isArray(answer) ? (answer[0] ?? null) : answer;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  known.access_token = text('access_token') || known.access_token;
  known.refresh_token = text('refresh_token') || known.refresh_token;
  if (path === '/auth/v1/admin/users') known.person = text('id');
  if (path === '/rest/v1/tasks' && known.task === '') known.task = text('id');
}

test('LOCAL-51 the requests of supabase-py get what they got from the real Auth', async () => {
  const { url, publishable_key, secret_key } = api.backend;
  const known: Known = { access_token: '', refresh_token: '', person: '', task: '' };
  const keys: Record<string, string> = { 'publishable key': publishable_key, 'secret key': secret_key };
  for (const exchange of exchanges) {
    const { method, path, apikey, authorization, headers, body, answer } = exchange;
    const asked = await fetch(`${url}${filled(path, known)}`, {
      method,
      headers: {
        ...headers,
        apikey: keys[apikey] ?? '',
        Authorization: `Bearer ${keys[authorization] ?? known.access_token}`,
      },
      ...(body === null ? {} : { body: filled(JSON.stringify(body), known) }),
    });
    const text = await asked.text();
    const what = `${method} ${path}`;
    expect([what, asked.status]).toEqual([what, statusToday(exchange)]);
    const given = text === '' ? null : (JSON.parse(text) as Json);
    learn(known, path, given);
    if (answer !== undefined) expect([what, kindOf(given)]).toEqual([what, recordedKind(answer)]);
  }
});
