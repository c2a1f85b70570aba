import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFirstScript, type ChangedBuild } from './with-first-script.ts';

/** What Firefox on Android has not, by Mozilla's compatibility data (TOOLS-13). */
const lacking = ['commands', 'contextMenus', 'identity', 'menus', 'windows'];

/**
 * The build for Firefox as it finds itself on a phone: what is missing there is undefined before anything of Baton
 * runs, and the browser says that it runs on Android.
 */
export async function asOnAPhone(): Promise<ChangedBuild> {
  const build = await withFirstScript(`(${takeAway.toString()})(${JSON.stringify(lacking)});\n`, 'firefox');
  const file = join(build.extension, 'manifest.json');
  const { commands: _, ...manifest } = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  const permissions = manifest.permissions.filter((permission) => !lacking.includes(permission));
  await writeFile(file, JSON.stringify({ ...manifest, permissions }));
  return build;
}

interface Manifest {
  commands: unknown;
  permissions: string[];
}

/** Runs in the browser. */
function takeAway(names: string[]): void {
  const scope = globalThis as unknown as Record<'browser' | 'chrome', Record<string, object>>;
  for (const api of new Set([scope.browser, scope.chrome])) {
    for (const name of names) Object.defineProperty(api, name, { value: undefined });
    Object.defineProperty(api['runtime'], 'getPlatformInfo', {
      value: () => Promise.resolve({ os: 'android', arch: 'aarch64' }),
    });
  }
}
