import { globSync, readFileSync } from 'node:fs';
import { run } from '../run-command.ts';
import { command } from './command.ts';
import { styleFindings } from './sql-style.ts';

const rooms = ['supabase', 'scripts/db'];

/** `npm run sql:lint`: the syntax of all SQL, the harm that migrations could do, and the style. */
await command(async () => {
  const files = rooms.flatMap((room) => globSync(`${room}/**/*.sql`)).sort();
  const style = files.flatMap((file) =>
    styleFindings(readFileSync(file, 'utf8')).map((finding) => `${file}:${finding}`),
  );
  const syntax = await run(['postgres-language-server', 'check', '--error-on-warnings', ...rooms]);
  const findings = [...style, ...(syntax.ok ? [] : [syntax.output.trim()])];
  if (findings.length > 0) throw new Error(findings.join('\n'));
  return `${files.length} files of SQL are in order.`;
});
