import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openProfile, type Profile } from '../e2e/testing/browsers/profile.ts';
import { startBackend } from '../supabase/local/backend.ts';
import { cacheDirectory } from '../supabase/local/cache.ts';
import { buildExtension } from './build-extension.ts';
import { demoAccount, signInDemo, signUpDemo } from './demo-account.ts';
import { installBrowsers } from './install-browsers.ts';
import { pinToToolbar } from './pin-to-toolbar.ts';
import { playHandoff } from './play-handoff.ts';

const { values } = parseArgs({ options: { reset: { type: 'boolean' }, headless: { type: 'boolean' } } });
const headless = values.headless === true || !(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
const home = join(cacheDirectory(), 'demo');

const [missing] = await installBrowsers(['chromium']);
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}

/** What was started. It is ended in the opposite order. */
const running: { end: () => Promise<void> }[] = [];
const ending = Promise.withResolvers<void>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ending.resolve());

try {
  await Promise.race([show(), ending.promise]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
for (const { end } of running.toReversed()) await end();
process.exit();

async function show(): Promise<void> {
  if (values.reset) await rm(home, { recursive: true, force: true });
  console.log('Starting the embedded Supabase…');
  const wished = 54321;
  const backend = await startBackend({ port: wished, dataDir: join(home, 'backend') });
  running.push({ end: backend.stop });
  if (new URL(backend.url).port !== String(wished))
    console.log(`Port ${wished} is taken: using ${new URL(backend.url).port} instead.`);
  await signUpDemo(backend);

  console.log('Building the extension…');
  const extension = await buildExtension(backend);

  console.log('Opening two browser profiles…');
  const [a, b] = await Promise.all([open('a', 0, extension), open('b', 700, extension)]);
  if (headless) await playHandoff(a, b, 5, 'out/demo');
  else await invite(a, b, backend.mail_url);
}

async function open(name: string, left: number, extension: string): Promise<Profile> {
  const userDataDir = join(home, `profile-${name}`);
  await pinToToolbar(userDataDir, extension);
  const args = [`--window-position=${left},0`, '--window-size=690,760'];
  const profile = await openProfile({ browser: 'chromium', userDataDir, extension, headless, args });
  running.push({ end: profile.close });
  await signInDemo(profile);
  return profile;
}

/** Says what to try, and waits until both windows are closed. */
async function invite(a: Profile, b: Profile, mail: string): Promise<void> {
  await Promise.all([a.onlyPopup(), b.onlyPopup()]);
  console.log(`
Baton is open in two browser windows, both signed in as ${demoAccount.email}. Try this:

  1. Press Start in the left window. The badge on the right window's toolbar shows the minutes.
  2. Press "Continue here" in the right window. It leads now, and will ring at the end.
  3. Pause there. The left window's badge shows the pause. Resume on whichever side you like.
  4. Add a task on one side and watch the other.

Mailed codes arrive at ${mail}. What you do is kept for the next time; "npm start -- --reset" begins anew.
Close both windows, or press Ctrl-C, to end.`);
  await Promise.all([a.ended(), b.ended()]);
}
