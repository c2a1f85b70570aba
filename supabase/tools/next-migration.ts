import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const migrations = fileURLToPath(new URL('../migrations/', import.meta.url));

/**
 * The path of the next migration: `<UTC as YYYYMMDDHHMMSS>_<name>.sql`, as the official command line names them. It
 * always sorts after the last one. Throws if the name is not valid.
 */
export function nextMigration(
  name: string | undefined,
  now: Date,
  existing = readdirSync(migrations),
): string {
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error(
      'Give the migration a name of lower-case letters, digits and underscores: npm run db:diff -- add_colour',
    );
  const stamp = now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const last = existing
    .flatMap((file) => /^(\d{14})_.*\.sql$/.exec(file)?.[1] ?? [])
    .sort()
    .at(-1);
  const version = last !== undefined && last >= stamp ? String(BigInt(last) + 1n) : stamp;
  return `${migrations}${version}_${name}.sql`;
}
