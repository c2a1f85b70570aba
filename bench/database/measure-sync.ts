import { readFile } from 'node:fs/promises';
import { connect, type Database } from '../../supabase/local/connect.ts';
import { startPostgres } from '../../supabase/local/postgres.ts';
import { freshDatabase } from '../../supabase/local/testing/fresh-database.ts';
import { inPairs } from '../table/ratios.ts';
import type { Measure, Row } from '../table/row.ts';
import { editTask, pullOne, syncOne } from './calls.ts';
import { inTurns } from './in-turns.ts';
import { createPerson } from './person.ts';
import { byProcessor } from './processor.ts';
import { measureThroughput } from './throughput.ts';
import { measureThroughRest } from './through-rest.ts';

const previous = new URL('../../test/previous/database.sql', import.meta.url);

/** What sync() costs in small tables: against bare inserts, and against the database of the previous release. */
export const measureSync: Measure = async ({ rounds }) => {
  const postgres = await startPostgres();
  try {
    const { url } = await freshDatabase({ server: postgres.url });
    const people = 64;
    const rows: Row[] = [
      inPairs(
        {
          figure: `calls of sync() with one checkpoint, a second of one core, ${people} people`,
          yardstick: 'bare inserts of one, over the same connections',
          unit: 'a second',
          aim: { is: 'at least', value: 0.7 },
          note: 'A second is one in which processors worked for PostgreSQL.',
        },
        await measureThroughput(url, people, rounds(8)),
      ),
      inPairs(
        { figure: 'sync() of one checkpoint, through REST', yardstick: 'a bare insert of one, through REST' },
        await measureThroughRest(url, rounds(150)),
      ),
    ];
    const old = await previousDatabase(postgres.url);
    const db = connect(url);
    rows.push(...(await againstPrevious(db, old, rounds(200))));
    await old.end();
    await db.end();
    return rows;
  } finally {
    await postgres.stop();
  }
};

async function previousDatabase(server: string): Promise<Database> {
  const db = connect((await freshDatabase({ server, migrated: false })).url);
  await db.unsafe(await readFile(previous, 'utf8'));
  return db;
}

async function againstPrevious(db: Database, old: Database, rounds: number): Promise<Row[]> {
  const [earlier, today] = [await createPerson(old, 20), await createPerson(db, 20)];
  const timed = { base: await byProcessor(old), figure: await byProcessor(db) };
  const ways = {
    'sync() of one checkpoint': syncOne,
    'sync() of an edited task': editTask,
    'a pull': pullOne,
  };
  const rows: Row[] = [];
  for (const [figure, work] of Object.entries(ways))
    rows.push(
      inPairs(
        {
          figure: `${figure}, processor`,
          yardstick: 'the database of the previous release',
          aim: { is: 'at most', value: 1.1 },
        },
        await inTurns(
          rounds,
          { base: async () => work(old, earlier), figure: async () => work(db, today) },
          timed,
        ),
      ),
    );
  return rows;
}
