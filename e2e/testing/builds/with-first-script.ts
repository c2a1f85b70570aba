import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFolder } from './build-folder.ts';

/** A changed copy of the built extension. */
export interface ChangedBuild {
  extension: string;
  remove(): Promise<void>;
}

/** A copy of a build in which the background and each page run this code first. */
export async function withFirstScript(code: string, build: 'chromium' | 'firefox'): Promise<ChangedBuild> {
  const extension = await mkdtemp(join(tmpdir(), 'baton-changed-'));
  await cp(buildFolder(build), extension, { recursive: true });
  await writeFile(join(extension, 'first.js'), code);
  const worker = join(extension, 'background.js');
  await writeFile(worker, code + (await readFile(worker, 'utf8')));
  for (const name of await readdir(extension)) {
    if (!name.endsWith('.html')) continue;
    const page = await readFile(join(extension, name), 'utf8');
    await writeFile(join(extension, name), page.replace('<head>', '<head><script src="/first.js"></script>'));
  }
  return { extension, remove: () => rm(extension, { recursive: true, force: true }) };
}
