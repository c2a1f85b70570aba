import { readFile } from 'node:fs/promises';
import { bootstrap } from '../local/bootstrap.ts';
import { connect } from '../local/connect.ts';
import { migrate } from '../local/migrate.ts';

const seed = new URL('../seed.sql', import.meta.url);

/** Drops a database and creates it again with all migrations and seed.sql. Throws for a hosted project. */
export async function resetDatabase(url: string): Promise<void> {
  const { hostname, pathname } = new URL(url);
  if (/\.supabase\.(co|com|red)$/.test(hostname))
    throw new Error('This is a hosted project: its database is not removed from here.');
  const name = decodeURIComponent(pathname.slice(1));
  const other = new URL(url);
  other.pathname = '/template1';
  const admin = connect(other.href);
  try {
    await admin`drop database if exists ${admin(name)} with (force)`;
    await admin`create database ${admin(name)} template template0`;
  } finally {
    await admin.end();
  }
  await bootstrap(url);
  await migrate(url);
  const sql = connect(url);
  try {
    await sql.unsafe(await readFile(seed, 'utf8'));
  } finally {
    await sql.end();
  }
}
