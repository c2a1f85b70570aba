import { readFile, writeFile } from 'node:fs/promises';
import { connect } from '../../supabase/local/connect.ts';
import { format, resolveConfig } from 'prettier';
import { startPostgres } from '../../supabase/local/postgres.ts';
import { freshDatabase } from '../../supabase/local/testing/fresh-database.ts';
import { fillDatabase } from '../database/fill-database.ts';
import { createPerson } from '../database/person.ts';
import { between } from '../table/format.ts';
import { median, percentile } from '../table/ratios.ts';
import type { Measure } from '../table/row.ts';
import { describeScale } from './describe-scale.ts';
import { drive } from './drive.ts';
import { usualHabits } from './habits.ts';
import { coresOf, limitsOf, loadOf } from './load.ts';
import { measureCosts } from './measure-costs.ts';

const million = 1_000_000;
/** The real database is driven at this share of a million people, with as many people in its tables. */
const share = 1 / 100;

/** A model of a million people, with what calls cost in a real database. It writes the tables of docs/scale.md. */
export const measurePeople: Measure = async (how) => {
  const postgres = await startPostgres();
  try {
    const { url } = await freshDatabase({ server: postgres.url });
    const db = connect(url);
    console.log(`  ${await fillDatabase(db, million * share)}`);
    const single = await measureCosts(db, await createPerson(db, 20));
    await db.end();
    const load = loadOf(usualHabits, million);
    const { writes, pulls, looks } = load.peak;
    const rates = { writes: writes * share, pulls: pulls * share, looks: looks * share };
    const { cores, took } = await drive(url, rates, how.rounds(120));
    const predicted = coresOf(load, single);
    const costs = { ...single, overhead: cores / share / predicted };
    const path = new URL('../../docs/scale.md', import.meta.url);
    const document = between(
      await readFile(path, 'utf8'),
      'tables of people',
      describeScale(usualHabits, costs),
    );
    await writeFile(path, await format(document, { ...(await resolveConfig(path)), parser: 'markdown' }));
    const [first] = limitsOf(load, costs);
    const unsaid = { spread: null, aim: null, p95: null };
    return [
      {
        ...unsaid,
        figure: 'a million people: cores that PostgreSQL keeps busy in the busiest minute',
        yardstick: 'the sum of single calls',
        unit: 'cores',
        ratio: cores / share / predicted,
        base: predicted,
        p50: cores / share,
        runs: took.length,
        note: `Real calls at 1/100 of the rate, in tables of 10,000 people: p50 ${median(took).toFixed(1)} ms, p95 ${percentile(took, 0.95).toFixed(1)} ms.`,
      },
      {
        ...unsaid,
        figure: 'people of one Pro project until its first limit',
        yardstick: null,
        unit: 'people',
        ratio: null,
        base: null,
        p50: Math.round(first?.people ?? 0),
        runs: 1,
        note: `The limit is ${first?.what ?? 'none'}.`,
      },
    ];
  } finally {
    await postgres.stop();
  }
};
