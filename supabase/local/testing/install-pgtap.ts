import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { databaseAccount } from '../cluster/account.ts';
import { postgresBinaries } from '../cluster/binaries.ts';

/**
 * Copies pgTAP to the packaged PostgreSQL, so that `create extension pgtap` works in every database, also of a running
 * server. The files come from PGlite, which @supabase/lite depends on.
 */
export function installPgtap(): void {
  const extensions = join(postgresBinaries(databaseAccount()).home, 'share/postgresql/extension');
  if (existsSync(join(extensions, 'pgtap.control'))) return;
  const unpacked = mkdtempSync(join(tmpdir(), 'baton-pgtap-'));
  try {
    const done = spawnSync('tar', ['-xzf', pgtapArchive(), '-C', unpacked], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`Could not unpack pgTAP: ${done.error?.message ?? done.stderr}`);
    const source = join(unpacked, 'share/postgresql/extension');
    const scripts = readdirSync(source).filter((file) => file.endsWith('.sql'));
    for (const file of scripts) cpSync(join(source, file), join(extensions, file));
    // Last, and in one step: when the control file exists, all scripts exist.
    cpSync(join(source, 'pgtap.control'), join(extensions, `pgtap.control-${process.pid}`));
    renameSync(join(extensions, `pgtap.control-${process.pid}`), join(extensions, 'pgtap.control'));
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
}

function pgtapArchive() {
  const lite = findPackageJSON('@supabase/lite', import.meta.url);
  const pglite = lite && findPackageJSON('@electric-sql/pglite', lite);
  if (!pglite) throw new Error('@supabase/lite no longer brings PGlite, which carried the files of pgTAP');
  return join(dirname(pglite), 'dist/pgtap.tar.gz');
}
