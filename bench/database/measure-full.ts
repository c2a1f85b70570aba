import { connect, type Database } from '../../supabase/local/connect.ts';
import { startPostgres } from '../../supabase/local/postgres.ts';
import { freshDatabase } from '../../supabase/local/testing/fresh-database.ts';
import { inPairs } from '../table/ratios.ts';
import type { Measure, Row } from '../table/row.ts';
import { insertOne, pullOne, readSome, syncOne } from './calls.ts';
import { copyWithoutCheck } from './copy-without-check.ts';
import { fillDatabase } from './fill-database.ts';
import { inTurns } from './in-turns.ts';
import { createPerson, type Person } from './person.ts';
import { byProcessor } from './processor.ts';
import { queryPlans } from './query-plans.ts';

const rounds = 300;

type Side = readonly [db: Database, work: (db: Database, person: Person) => Promise<void>, person: Person];

/**
 * What the same calls cost in tables with 10 million checkpoints of 100,000 people, and what asking whether the login
 * goes on adds there. `--times 0.01` takes 1,000 people. Fills 5 GB of disk twice.
 */
export const measureFull: Measure = async (how) => {
  const postgres = await startPostgres();
  try {
    const [few, many] = [
      connect((await freshDatabase({ server: postgres.url })).url),
      connect((await freshDatabase({ server: postgres.url })).url),
    ];
    const note = await fillDatabase(many, how.rounds(100_000));
    console.log(`  ${note}`);
    const [first, among] = [await createPerson(few), await createPerson(many)];
    const said = { figure: 'sync() of one checkpoint in full tables', yardstick: 'in empty ones' };
    const aim = { is: 'at most', value: 1.1 } as const;
    const sides: [Side, Side] = [
      [few, syncOne, first],
      [many, syncOne, among],
    ];
    const rows = [
      inPairs({ ...said, aim, note }, await measure(...sides, 'wall')),
      inPairs({ ...said, figure: `${said.figure}, processor`, aim }, await measure(...sides)),
    ];
    console.log(`  Plans of that call in the full tables:\n${await queryPlans(many, among)}`);
    const [light, heavy] = [await createPerson(many, 20), await createPerson(many, 20_000)];
    rows.push(
      inPairs(
        { figure: 'pull of one change, 20,000 sessions, processor', yardstick: '20 sessions', aim },
        await measure([many, pullOne, light], [many, pullOne, heavy]),
      ),
      ...(await withoutCheck(many)),
    );
    await few.end();
    await many.end();
    return rows;
  } finally {
    await postgres.stop();
  }
};

async function withoutCheck(db: Database): Promise<Row[]> {
  const unchecked = connect(await copyWithoutCheck(db));
  const [without, checked] = [await createPerson(unchecked, 20), await createPerson(db, 20)];
  const rows: Row[] = [];
  for (const [figure, work] of Object.entries({ syncOne, pullOne, readSome, insertOne }))
    rows.push(
      inPairs(
        {
          figure: `${figure}, policies that ask for the login, processor`,
          yardstick: 'policies that do not',
        },
        await measure([unchecked, work, without], [db, work, checked]),
      ),
    );
  await unchecked.end();
  return rows;
}

async function measure(one: Side, other: Side, clock: 'wall' | 'processor' = 'processor') {
  const way =
    ([db, work, person]: Side) =>
    async () =>
      work(db, person);
  const timed = { base: await byProcessor(one[0]), figure: await byProcessor(other[0]) };
  return inTurns(
    rounds,
    { base: way(one), figure: way(other) },
    ...(clock === 'wall' ? [] : ([timed] as const)),
  );
}
