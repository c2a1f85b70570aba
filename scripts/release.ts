import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './db/command.ts';
import { faultsOfContents } from './release/contents.ts';
import { playRelease } from './release/play-release.ts';
import { releaseNotes } from './release/release-notes.ts';
import { stableBill } from './release/stable-bill.ts';
import { zipNames } from './release/zip-entries.ts';
import { run } from './run-command.ts';

const browsers = ['chrome', 'edge', 'firefox'] as const;
const root = join(import.meta.dirname, '..');

/**
 * `npm run release` makes everything that a store or a release page wants, in `out/release`: an archive for each
 * browser, the sources from which each can be made again, checksums, the list of packages in it, and the notes. It
 * builds twice, in two folders, from the committed sources and the lock alone, and fails unless all bytes are the same.
 * Then it plays with the archives alone what a person does with them; the transcript is `out/release-played.txt`.
 * With `--trial` the notes may be missing.
 */
await command(async (args) => {
  // Whoever builds the sources again has no project's address.
  for (const name of ['WXT_SUPABASE_URL', 'WXT_SUPABASE_PUBLISHABLE_KEY']) delete process.env[name];
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const notes = await notesOf(version, args.includes('--trial'));
  const changed = await output(['git', 'status', '--porcelain'], root);
  if (changed !== '') throw new Error(`A release is made of what is committed. This is not:\n${changed}`);
  const to = join(root, 'out/release');
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  const [first, second] = [await buildAll(), await buildAll()];
  try {
    const names: string[] = [];
    for (const browser of browsers) {
      const name = `baton-${version}-${browser}.zip`;
      names.push(name);
      const [one, two] = await Promise.all(
        [first, second].map((folder) => sum(join(folder, '.output', name))),
      );
      if (one !== two) throw new Error(`Built twice, ${name} is not the same: ${one}, ${two}.`);
      const faults = faultsOfContents(zipNames(await readFile(join(first, '.output', name))), browser);
      if (faults.length > 0) throw new Error(`${name} does not hold what it should:\n${faults.join('\n')}`);
      await copyFile(join(first, '.output', name), join(to, name));
    }
    const sources = `baton-${version}-sources.zip`;
    await output(['git', 'archive', '--format=zip', `--output=${join(to, sources)}`, 'HEAD'], root);
    const bill = ['npm', 'sbom', '--omit=dev', '--package-lock-only', '--sbom-format=cyclonedx'];
    await writeFile(join(to, 'bill-of-materials.json'), stableBill(await output(bill, first), 'baton'));
    await writeFile(join(to, 'notes.md'), `${notes}\n`);
    const summed = [...names, sources, 'bill-of-materials.json'];
    const sums = await Promise.all(summed.map(async (name) => `${await sum(join(to, name))}  ${name}`));
    await writeFile(join(to, 'SHA256SUMS'), `${sums.join('\n')}\n`);
    const played = await playRelease(to, version);
    await writeFile(join(root, 'out/release-played.txt'), played);
    return `${sums.join('\n')}\n${played}Built twice from the committed sources, the same each time. All of it is in out/release.`;
  } finally {
    await Promise.all([first, second].map((folder) => rm(folder, { recursive: true, force: true })));
  }
});

async function notesOf(version: string, isTrial: boolean): Promise<string> {
  try {
    return releaseNotes(await readFile(join(root, 'CHANGELOG.md'), 'utf8'), version);
  } catch (error) {
    if (!isTrial) throw error;
    return 'A trial: no notes.';
  }
}

/** A folder of its own with the committed sources, the locked packages and the three archives. */
async function buildAll(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-release-'));
  const tar = join(folder, 'sources.tar');
  await output(['git', 'archive', '--format=tar', `--output=${tar}`, 'HEAD'], root);
  await output(['tar', '-xf', tar, '-C', folder], root);
  await rm(tar);
  await output(['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  for (const browser of browsers) await output(['npx', 'wxt', 'zip', '-b', browser], folder);
  return folder;
}

async function output(words: string[], folder: string): Promise<string> {
  const ran = await run(words, folder);
  if (!ran.ok) throw new Error(`${words.join(' ')} failed:\n${ran.output}`);
  return ran.output.trim();
}

async function sum(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
