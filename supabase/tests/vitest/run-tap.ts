import { connect } from '../../local/connect.ts';

export interface TapLine {
  ok: boolean;
  description: string;
  /** What pgTAP says about a failure. */
  diagnosis: string;
}

/**
 * Runs one pgTAP file as `supabase test db` does, without commands of psql. Returns one line for each test. Throws
 * if a statement fails, or if the number of tests is not the planned one.
 */
export async function runTap(url: string, file: string): Promise<TapLine[]> {
  const sql = connect(url);
  const lines: string[] = [];
  try {
    // A list of rows for each statement. pgTAP writes to the first column.
    const results: unknown = await sql.unsafe(file);
    for (const row of (results as Record<string, unknown>[][]).flat()) {
      const [said] = Object.values(row);
      if (typeof said === 'string') lines.push(...said.split('\n'));
    }
  } finally {
    await sql.end();
  }
  const tests: TapLine[] = [];
  let planned = -1;
  for (const line of lines) {
    const [, refused, description] = /^(not )?ok \d+(?: - (.*))?$/.exec(line) ?? [];
    const plan = /^1\.\.(\d+)$/.exec(line)?.[1];
    if (plan !== undefined) planned = Number(plan);
    else if (/^(not )?ok \d+/.test(line))
      tests.push({ ok: refused === undefined, description: description ?? '', diagnosis: '' });
    else if (line.startsWith('#')) {
      const last = tests.at(-1);
      if (last) last.diagnosis += `${line}\n`;
    }
  }
  if (tests.length !== planned) throw new Error(`${planned} tests were planned, there are ${tests.length}.`);
  return tests;
}
