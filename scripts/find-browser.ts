import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

export type BrowserKind = 'chromium' | 'firefox';

const variables = { chromium: 'BATON_CHROMIUM', firefox: 'BATON_FIREFOX' };

const names = {
  chromium: [
    'chromium',
    'chromium-browser',
    'chrome',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
  ],
  firefox: ['firefox-esr', 'firefox'],
};

/**
 * The executable of an installed browser, or null. BATON_CHROMIUM and BATON_FIREFOX come before what the PATH
 * offers; a variable that names no executable throws, rather than quietly running something else.
 */
export function findBrowser(kind: BrowserKind, env: NodeJS.ProcessEnv = process.env): string | null {
  const wanted = env[variables[kind]];
  if (wanted) {
    const found = onPath(wanted, env);
    if (found === null) throw new Error(`${variables[kind]} is ${wanted}, which is not an executable.`);
    return found;
  }
  for (const name of names[kind]) {
    const found = onPath(name, env);
    if (found !== null) return found;
  }
  return null;
}

/** What to do about a browser that was not found, as a sentence. */
export function howToGet(kind: BrowserKind): string {
  const what = kind === 'chromium' ? 'Chromium, Google Chrome or Microsoft Edge' : 'Firefox';
  return `No ${what} was found: install it, or name its executable in ${variables[kind]}.`;
}

/** Where an executable is, by its name on the PATH or its full path; null if it is not there. */
export function onPath(name: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const places = isAbsolute(name) ? [name] : (env['PATH'] ?? '').split(delimiter).map((at) => join(at, name));
  return places.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
