import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Database } from '../../supabase/local/connect.ts';
import { startPostgres } from '../../supabase/local/postgres.ts';
import { workedFor } from '../database/processor.ts';
import type { Measure, Row } from '../table/row.ts';
import { openCrowd, type Manners } from './crowd.ts';

interface Figures {
  /** MB before there was a socket, and with all of them. */
  empty: number;
  full: number;
  /** Seconds of processor in the minute in which each socket got a hint. */
  worked: number;
}

/** So many belong to one person, so that the limit of events a second of a small project is not met. */
const socketsEach = 250;

const minute = 60_000;
const hint = { from: 1, to: 2, rows: [{ table: 'tasks', row: { title: 'x'.repeat(500) } }] };

/** 5,000 sockets with a hint a minute each: what they cost the embedded gateway, and bare sockets of `ws`. */
export const measureGateway: Measure = async (how) => {
  const people = Math.max(1, Math.round(how.rounds(5000) / socketsEach));
  const bare = await measureBare(people);
  const gateway = await measureBackend(people);
  const runs = people * socketsEach;
  const said = { yardstick: 'the bare `ws` server', spread: null, p95: null, runs };
  const memory: Row = {
    ...said,
    figure: `gateway: memory that ${runs} sockets add`,
    unit: 'MB',
    ratio: (gateway.full - gateway.empty) / (bare.full - bare.empty),
    aim: { is: 'at most', value: 2 },
    base: bare.full - bare.empty,
    p50: gateway.full - gateway.empty,
    note: `The processes have ${bare.full.toFixed(0)} and ${gateway.full.toFixed(0)} MB then. The second one is the whole embedded backend.`,
  };
  const work: Row = {
    ...said,
    figure: `gateway: processor for a hint to each of ${runs} sockets in a minute`,
    unit: 's',
    ratio: gateway.worked / bare.worked,
    aim: null,
    base: bare.worked,
    p50: gateway.worked,
    note: 'With the heartbeats of that minute, to which the bare server gives no answer.',
  };
  return [memory, work];
};

async function measureBare(people: number): Promise<Figures> {
  const server = fork(join(import.meta.dirname, 'bare-server.ts'));
  try {
    const [port] = (await once(server, 'message')) as [number];
    const everybody = Array.from({ length: people * socketsEach }, () => ({
      address: `ws://127.0.0.1:${port}`,
      heartbeat: heartbeat(),
    }));
    return await measureCrowd(server, everybody, [() => Promise.resolve(server.send(JSON.stringify(hint)))]);
  } finally {
    server.kill();
  }
}

async function measureBackend(people: number): Promise<Figures> {
  const postgres = await startPostgres();
  const db = connect(postgres.url);
  const server = fork(join(import.meta.dirname, 'backend-server.ts'));
  try {
    server.send(postgres.url);
    const [{ url, publishable_key }] = (await once(server, 'message')) as [
      { url: string; publishable_key: string },
    ];
    const everybody: Manners[] = [];
    const hints: (() => Promise<unknown>)[] = [];
    for (let i = 0; i < people; i += 1) {
      const { id, token } = await signUp(url, publishable_key, i);
      const address = `${url.replace('http', 'ws')}/realtime/v1/websocket?apikey=${publishable_key}&vsn=2.0.0`;
      const one = { address, hello: joinOf(id, token), heartbeat: heartbeat() };
      everybody.push(...Array.from({ length: socketsEach }, () => one));
      hints.push(() => sendHint(db, id));
    }
    return await measureCrowd(server, everybody, hints);
  } finally {
    server.kill();
    await db.end();
    await postgres.stop();
  }
}

/** Opens the sockets, then sends the hints evenly over a minute. */
async function measureCrowd(
  { pid = 0 }: ChildProcess,
  everybody: Manners[],
  hints: (() => Promise<unknown>)[],
): Promise<Figures> {
  await pause(2000);
  const empty = await memoryOf(pid);
  const crowd = await openCrowd(everybody);
  try {
    crowd.heard();
    const before = await workedFor(pid);
    for (const send of hints) {
      await send();
      await pause(minute / hints.length);
    }
    const worked = ((await workedFor(pid)) - before) / 1000;
    const heard = crowd.heard();
    if (heard < everybody.length) throw new Error(`Only ${heard} of ${everybody.length} hints came.`);
    return { empty, full: await memoryOf(pid), worked };
  } finally {
    crowd.close();
  }
}

async function sendHint(db: Database, person: string): Promise<void> {
  await db`select realtime.send(${db.json(hint)}, 'changes', ${`user:${person}`}, true)`;
}

async function signUp(url: string, key: string, number: number): Promise<{ id: string; token: string }> {
  const response = await fetch(`${url}/auth/v1/signup`, {
    method: 'POST',
    headers: { apikey: key, 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: `crowd${number}@example.test`, password: 'correct horse' }),
  });
  if (!response.ok) throw new Error(`signup: ${response.status} ${await response.text()}`);
  const { access_token, user } = (await response.json()) as { access_token: string; user: { id: string } };
  return { id: user.id, token: access_token };
}

function joinOf(person: string, access_token: string): string {
  const config = { broadcast: { ack: false, self: false }, presence: { enabled: false }, private: true };
  return JSON.stringify(['1', '1', `realtime:user:${person}`, 'phx_join', { config, access_token }]);
}

function heartbeat(): string {
  return JSON.stringify([null, '2', 'phoenix', 'heartbeat', {}]);
}

async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
