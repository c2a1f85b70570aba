import { connect, type Database } from '../../supabase/local/connect.ts';
import { createRandom } from '../../test/simulation/plan/random.ts';
import { createPerson, type Person } from '../database/person.ts';
import { workedForServer } from '../database/processor.ts';
import { works, type Kind } from './measure-costs.ts';

export interface Driven {
  /** How many processors PostgreSQL kept busy. */
  cores: number;
  /** Milliseconds that each call took, from when it was due. */
  took: number[];
}

const connections = 20;
const people = 200;

/** Lets so many calls a second reach a database, whether it answers in time or not. */
export async function drive(
  url: string,
  rates: Readonly<Record<Kind, number>>,
  seconds: number,
): Promise<Driven> {
  const random = createRandom(1);
  const watcher = connect(url);
  const pool: Database[] = Array.from({ length: connections }, () => connect(url));
  const crowd: Person[] = [];
  for (let i = 0; i < people; i += 1) crowd.push(await createPerson(watcher, 20));
  const took: number[] = [];
  const calls: Promise<void>[] = [];

  async function call(kind: Kind, due: number): Promise<void> {
    const at = random.between(0, people - 1);
    const [person, db] = [crowd[at], pool[at % connections]];
    if (!person || !db) return;
    await works[kind](db, person);
    took.push(performance.now() - due);
  }

  const before = await workedForServer(watcher);
  const began = performance.now();
  const due = (Object.keys(rates) as Kind[]).map((kind) => ({ kind, at: began }));
  const end = began + seconds * 1000;
  for (;;) {
    const next = due.toSorted((one, other) => one.at - other.at)[0];
    if (!next || next.at >= end) break;
    await new Promise((over) => {
      setTimeout(over, Math.max(0, next.at - performance.now()));
    });
    calls.push(call(next.kind, next.at));
    // As people come: each by themselves.
    next.at -= (Math.log(1 - random.next()) * 1000) / rates[next.kind];
  }
  await Promise.all(calls);
  const cores = ((await workedForServer(watcher)) - before) / (performance.now() - began);
  for (const db of [...pool, watcher]) await db.end();
  return { cores, took };
}
