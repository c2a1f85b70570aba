import type { Database } from '../../supabase/local/connect.ts';
import { connect } from '../../supabase/local/connect.ts';
import { asPerson, checkpointRow, type Person } from './person.ts';

/** The plan of every statement inside one sync(), as the server ran it, and whether one of them scans a table. */
export async function queryPlans(db: Database, person: Person): Promise<string> {
  const said: string[] = [];
  const { host, port, database, user, pass } = db.options;
  const url = new URL('postgresql://localhost');
  [url.hostname, url.port] = [host[0] ?? '', String(port[0])];
  [url.username, url.password, url.pathname] = [user, pass ?? '', `/${database}`];
  const own = connect(url.href, { onnotice: ({ message }) => said.push(message ?? '') });
  try {
    await own.unsafe(`load 'auto_explain';
      set auto_explain.log_min_duration = 0;
      set auto_explain.log_nested_statements = on;
      set auto_explain.log_analyze = on;
      set auto_explain.log_timing = off;
      set client_min_messages = log`);
    const changes = [{ table: 'pomodoro_checkpoints', row: checkpointRow() }];
    await asPerson(
      own,
      person,
      async (tx) => tx`select public.sync(${person.cursor}, ${tx.json(changes)}, ${tx.json(person.device)})`,
    );
  } finally {
    await own.end();
  }
  const nodes = said
    .join('\n')
    .split('\n')
    .filter(
      (line) =>
        /\b(Scan|Sort|Merge Append|Hash|Materialize|Aggregate)\b/.test(line) && line.includes('cost='),
    )
    .map((line) =>
      line
        .trim()
        .replace(/^->\s+/, '')
        .replace(/\s+\(cost=.*actual/, ' (actual'),
    );
  const growing = nodes.filter((node) => /^(Seq Scan|Sort|Hash|Bitmap)/.test(node));
  const counted = new Map<string, number>();
  for (const node of nodes) counted.set(node, (counted.get(node) ?? 0) + 1);
  const lines = [...counted].map(([node, times]) => `  ${times} x ${node}`);
  return `${lines.join('\n')}\n  ${growing.length === 0 ? 'No scan or sort that grows.' : `GROWING: ${growing.join('; ')}`}`;
}
