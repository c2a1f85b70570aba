import type { Database } from '../../supabase/local/connect.ts';
import { connect } from '../../supabase/local/connect.ts';

/** Copies a database and takes the check of the login out of every policy of the copy. Returns its URL. */
export async function copyWithoutCheck(db: Database): Promise<string> {
  const { host, port, database, user, pass } = db.options;
  const url = new URL('postgresql://localhost');
  [url.hostname, url.port] = [host[0] ?? '', String(port[0])];
  [url.username, url.password, url.pathname] = [user, pass ?? '', '/postgres'];
  const server = connect(url.href);
  // A database that is copied has no other connections. Those of `db` open again by themselves.
  await server`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${database}`;
  await server.unsafe(`create database ${database}_unchecked template ${database} strategy file_copy`);
  await server.end();
  url.pathname = `/${database}_unchecked`;
  const copy = connect(url.href);
  const policies = await copy<
    { name: string; place: string; using: string | null; checking: string | null }[]
  >`
    select format('%I', policyname) as name, format('%I.%I', schemaname, tablename) as place, qual as using,
      with_check as checking
    from pg_policies where schemaname in ('public', 'realtime')`;
  for (const { name, place, using, checking } of policies)
    await copy.unsafe(
      `alter policy ${name} on ${place}${clause('using', using)}${clause('with check', checking)}`,
    );
  await copy.end();
  return url.href;
}

const check = '( SELECT baton.login_is_alive() AS login_is_alive)';

function clause(word: string, expression: string | null): string {
  if (expression === null) return '';
  return ` ${word} (${expression.replaceAll(check, 'true')})`;
}
