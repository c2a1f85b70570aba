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
 * The executable of an installed browser, or null. BATON_CHROMIUM and BATON_FIREFOX come before the PATH. If such a
 * variable names no executable, this throws, so that no other browser runs without a word.
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

/** A sentence that says what to do about a browser that was not found. */
export function howToGet(kind: BrowserKind): string {
  const what = kind === 'chromium' ? 'Chromium, Google Chrome or Microsoft Edge' : 'Firefox';
  return `No ${what} was found: install it, or name its executable in ${variables[kind]}.`;
}

/** The path of an executable, by its name on the PATH or by its full path. Null if it is not there. */
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
