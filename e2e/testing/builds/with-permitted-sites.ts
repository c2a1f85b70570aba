import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFolder } from './build-folder.ts';

/** A copy of the built extension with some sites permitted from the start. */
export interface PermittedBuild {
  folder: string;
  remove(): Promise<void>;
}

/**
 * Chromium asks for a site in a window of its own, which no test can press. So these sites come permitted; all else is
 * as in the build, and Baton asks for them in the same way: the browser says yes without a question.
 */
export async function withPermittedSites(origins: readonly string[]): Promise<PermittedBuild> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-permitted-'));
  await cp(buildFolder('chromium'), folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...manifest, host_permissions: origins }));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
