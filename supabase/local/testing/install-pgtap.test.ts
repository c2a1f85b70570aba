import { expect, it } from 'vitest';
import { connect } from '../connect.ts';
import { freshDatabase } from './fresh-database.ts';
import { installPgtap } from './install-pgtap.ts';

it('LOCAL-29 puts pgTAP where PostgreSQL finds it', async () => {
  installPgtap();
  const database = await freshDatabase({ migrated: false });
  const sql = connect(database.url);
  await sql`create extension pgtap with schema extensions`;
  const [row] = await sql`select plan(1)`;
  expect(row).toEqual({ plan: '1..1' });
  await sql.end();
  await database.drop();
});
