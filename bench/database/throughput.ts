import { connect, type Database } from '../../supabase/local/connect.ts';
import type { Times } from '../table/ratios.ts';
import { checkpointRow, createPerson, type Person } from './person.ts';
import { workedForServer } from './processor.ts';

type Call = (person: Person) => string;

/** Both are one statement of a person, as REST makes it, so what differs is the statement alone. */
const calls: { base: Call; figure: Call } = {
  base: () => {
    const row = checkpointRow();
    const names = Object.keys(row).join(', ');
    return `insert into public.pomodoro_checkpoints (${names})
      select ${names} from jsonb_populate_record(null::public.pomodoro_checkpoints, ${json(row)}) returning *`;
  },
  figure: (person) => {
    const changes = [{ table: 'pomodoro_checkpoints', row: checkpointRow() }];
    return `select public.sync(${person.cursor}, ${json(changes)}, ${json(person.device)})`;
  },
};

const each = 5;

/**
 * How many bare inserts and calls of sync() one core carries in a second, when so many people make them at once, each
 * with a connection of their own. What counts is the time for which processors worked for the server, not how long it
 * took.
 */
export async function measureThroughput(url: string, people: number, rounds: number): Promise<Times[]> {
  const db = connect(url);
  const crowd: { person: Person; own: Database }[] = [];
  for (let i = 0; i < people; i += 1) crowd.push({ person: await createPerson(db), own: connect(url) });

  async function aSecond(call: Call): Promise<number> {
    const before = await workedForServer(db);
    await Promise.all(crowd.map(async ({ person, own }) => makeCalls(own, person, call)));
    return (people * each * 1000) / ((await workedForServer(db)) - before);
  }

  const rates: Times[] = [];
  try {
    // The first rounds warm up and do not count.
    for (let round = -3; round < rounds; round += 1) {
      const rate = { base: await aSecond(calls.base), figure: await aSecond(calls.figure) };
      if (round >= 0) rates.push(rate);
    }
  } finally {
    for (const { own } of crowd) await own.end();
    await db.end();
  }
  return rates;
}

async function makeCalls(own: Database, person: Person, call: Call): Promise<void> {
  const claims = JSON.stringify({ sub: person.id, role: 'authenticated', session_id: person.login });
  for (let i = 0; i < each; i += 1) {
    const results: unknown = await own
      .unsafe(
        `begin; select set_config('role', 'authenticated', true), set_config('request.jwt.claims', '${claims}', true);
        ${call(person)}; commit`,
      )
      .simple();
    const [reply] = (results as { sync?: { cursor: number } }[][])[2] ?? [];
    person.cursor = reply?.sync?.cursor ?? person.cursor + 1;
  }
}

function json(value: unknown): string {
  return `'${JSON.stringify(value).replaceAll("'", "''")}'`;
}
