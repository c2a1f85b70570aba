import type { Page } from 'puppeteer-core';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../supabase/local/backend.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { heldRows } from '../testing/records/held-rows.ts';
import { openFalseServer } from '../testing/servers/false-server.ts';
import { mailedCode } from '../testing/servers/mailed-code.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { signIn, signUp, trySign } from '../testing/pages/sign-in.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

const email = 'ada@transitions.example';
const password = 'correct horse';

/** A browser that comes back waits with its next try, half a minute at most. */
const patience = { timeout: 60_000 };

let backend: Awaited<ReturnType<typeof startBackend>>;
let sql: postgres.Sql;
let office: Profile;
let home: Profile;

beforeAll(async () => {
  backend = await startBackend({ auth: { max_frequency: 0 } });
  sql = postgres(backend.db_url, { max: 1, onnotice: () => undefined });
  [office, home] = (await Promise.all([1, 2].map(() => openProfile({ browser: 'chromium', backend })))) as [
    Profile,
    Profile,
  ];
  await office.connect();
  await home.connect();
});

afterAll(async () => {
  await office?.close();
  await home?.close();
  await sql?.end();
  await backend?.stop();
});

async function says(page: Page, text: string, where = 'body'): Promise<void> {
  await waitUntil(`the page says ${text}`, async () =>
    (await page.$eval(where, (body) => body.textContent)).includes(text),
  );
}

/** Opens the popup and waits until its light says just this. */
async function light(profile: Profile, text: string): Promise<Page> {
  const popup = await profile.popup();
  const look = async () => {
    const said = await popup.$eval('.light', (button) => button.textContent);
    return said === text || Promise.reject(new Error(`It says ${said}.`));
  };
  await waitUntil(`the light says ${text}`, look, patience);
  return popup;
}

/** Everything that a browser has to send and to fetch has gone and come. */
async function inStep(profile: Profile): Promise<void> {
  await waitUntil(
    'all is sent',
    async () => {
      await profile.send({ type: 'sync-now' });
      const { waiting } = await heldRows(profile);
      return waiting === 0;
    },
    patience,
  );
}

async function add(profile: Profile, title: string): Promise<void> {
  const popup = await profile.popup();
  await byRole(popup, 'textbox', 'Add a task').fill(title);
  await popup.keyboard.press('Enter');
  await says(popup, title, '.lower');
}

/** Titles of the open tasks that the server has of somebody, in order of the alphabet. */
async function served(who: string): Promise<string[]> {
  const rows = await sql`
    select t.title from public.tasks t join auth.users u on u.id = t.user_id
    where u.email = ${who} and t.deleted_at is null order by t.title`;
  return rows.map((row) => String(row['title']));
}

async function serves(who: string, ...titles: string[]): Promise<void> {
  await waitUntil(`the server has ${titles.join()} of ${who}`, async () => {
    const found = await served(who);
    return found.join() === titles.join() || Promise.reject(new Error(`It has ${found.join()}.`));
  });
}

/** Signs in as far as the question what is to be kept. */
async function signInAsFarAsAsked(profile: Profile): Promise<Page> {
  const page = await profile.options();
  await byRole(page, 'textbox', 'E-mail').fill(email);
  await byRole(page, 'textbox', 'Password').fill(password);
  await byRole(page, 'button', 'Sign in').click();
  await byRole(page, 'heading', 'What do you want to keep?').wait();
  return page;
}

describe('signing in by mail', () => {
  it('ACCOUNT-7 makes the account, says which code is wrong, and takes the right one', async () => {
    const page = await office.options();
    await byRole(page, 'radio', 'Create account').click();
    await byRole(page, 'textbox', 'E-mail').fill('mail@transitions.example');
    await byRole(page, 'button', 'Send me a mail instead').click();
    await byRole(page, 'textbox', 'Link or code from the mail').fill('000 000');
    await byRole(page, 'button', 'Sign in').click();
    await says(page, 'This is wrong, was used', '#account');
    const code = await mailedCode(backend.mail_url, 'mail@transitions.example');
    await byRole(page, 'textbox', 'Link or code from the mail').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await byRole(page, 'button', 'Sign in').click();
    await says(page, 'Signed in as mail@transitions.example', '#account');
    await light(office, 'Synced');
    await office.send({ type: 'sign-out', keep: false });
  });

  it('ACCOUNT-41 a code of a mail replaces a forgotten password', async () => {
    const page = await office.options();
    await byRole(page, 'textbox', 'E-mail').fill('mail@transitions.example');
    await byRole(page, 'button', 'Forgot the password?').click();
    await byRole(page, 'button', 'Send the mail').click();
    const code = await mailedCode(backend.mail_url, 'mail@transitions.example', 1);
    await byRole(page, 'textbox', 'Link or code from the mail').fill(code);
    await page.locator('#account input[type="password"]').fill(password);
    await byRole(page, 'button', 'Set it and sign in').click();
    await says(page, 'Signed in as mail@transitions.example', '#account');
    await office.send({ type: 'sign-out', keep: false });
    expect(await trySign(office, 'Sign in', 'mail@transitions.example', password)).toBeNull();
    await office.send({ type: 'sign-out', keep: false });
  });

  it('ACCOUNT-18 an address that nobody has is told so', async () => {
    const page = await office.options();
    await byRole(page, 'textbox', 'E-mail').fill('nobody@transitions.example');
    await byRole(page, 'button', 'Send me a mail instead').click();
    await says(page, 'There is no account with this e-mail address', '#account');
  });
});

describe('an account that a stranger has prepared', () => {
  const hers = 'grace@transitions.example';

  it('ACCOUNT-26 is told to its owner before anything of hers is sent, and the stranger is out', async () => {
    const headers = { apikey: backend.publishable_key, 'Content-Type': 'application/json' };
    const auth = (path: string, body: object) =>
      fetch(`${backend.url}/auth/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const prepared = await auth('signup', { email: hers, password: 'a trap' });
    const stranger = (await prepared.json()) as { access_token: string; refresh_token: string };
    await sql`update auth.users set created_at = created_at - interval '1 day' where email = ${hers}`;

    await add(office, 'Private plans');
    const page = await office.options();
    await byRole(page, 'textbox', 'E-mail').fill(hers);
    await byRole(page, 'button', 'Send me a mail instead').click();
    const code = await mailedCode(backend.mail_url, hers);
    await byRole(page, 'textbox', 'Link or code from the mail').fill(code);
    await byRole(page, 'button', 'Sign in').click();
    await byRole(page, 'heading', 'Who can open this account?').wait();
    await says(page, 'A password that was set before1 other sign-in that is still open', '#account');
    await office.send({ type: 'sync-now' });
    expect(await served(hers)).toEqual([]);
    await office.killWorker();
    const again = await office.options();
    await byRole(again, 'heading', 'Who can open this account?').wait();
    await byRole(again, 'button', 'Continue').click();
    await says(again, `Signed in as ${hers}`, '#account');
    await serves(hers, 'Private plans');

    const read = await fetch(`${backend.url}/rest/v1/tasks`, {
      headers: { ...headers, Authorization: `Bearer ${stranger.access_token}` },
    });
    expect(await read.text()).not.toContain('Private');
    const tries = [
      auth('token?grant_type=refresh_token', { refresh_token: stranger.refresh_token }),
      auth('token?grant_type=password', { email: hers, password: 'a trap' }),
    ];
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([400, 400]);
    await office.send({ type: 'sign-out', keep: false });
  });
});

describe('signing in where both sides have something', () => {
  it('ACCOUNT-9 ACCOUNT-20 asks first, with both counts, and sends nothing while it asks, not even when the worker dies', async () => {
    await signUp(office, email, password);
    await add(office, 'From the office');
    await serves(email, 'From the office');
    await add(home, 'From home');
    await byRole(await home.popup(), 'button', 'Start').click();
    const page = await signInAsFarAsAsked(home);
    await says(page, '1 task, 0 sessions, a running timer', '#account');
    await home.killWorker();
    await light(home, 'Continue signing in');
    const again = await home.options();
    await byRole(again, 'heading', 'What do you want to keep?').wait();
    await add(home, 'Meanwhile');
    await home.send({ type: 'sync-now' });
    expect(await served(email)).toEqual(['From the office']);
  });

  it('ACCOUNT-20 called off, all is as it was', async () => {
    await byRole(await home.options(), 'button', 'Cancel the sign-in').click();
    const popup = await light(home, 'This browser only');
    await says(popup, 'From home', '.lower');
    await home.send({ type: 'sync-now' });
    expect(await served(email)).toEqual(['From the office']);
  });

  it('ACCOUNT-9 ACCOUNT-20 keeping both unites them, the running timer included, also when the worker dies over it', async () => {
    await byRole(await signInAsFarAsAsked(home), 'button', 'Continue').click();
    await home.killWorker();
    const page = await home.options();
    const goOn = '::-p-aria([name="Continue"][role="button"])';
    await waitUntil('the answer counts, or is asked for again', async () => {
      const shown = await page.$eval('#account', ({ textContent }) => textContent);
      // It may go away any moment, and nobody must wait for it then.
      if (shown.includes('What do you want to keep?')) await (await page.$(goOn))?.click();
      return shown.includes(`Signed in as ${email}`);
    });
    await serves(email, 'From home', 'From the office', 'Meanwhile');
    const popup = await light(office, 'Synced');
    await byRole(popup, 'button', 'Pause').wait();
    await says(popup, 'From home', '.lower');
  });

  it('ACCOUNT-9 keeping what the account has gives up what was made here, and only that', async () => {
    await home.send({ type: 'sign-out', keep: false });
    await add(home, 'Given up');
    const page = await signInAsFarAsAsked(home);
    await byRole(page, 'radio', 'Keep only what the account has').click();
    await byRole(page, 'button', 'Continue').click();
    const popup = await light(home, 'Synced');
    await says(popup, 'Meanwhile', '.lower');
    await inStep(home);
    expect(await popup.$eval('.lower', ({ textContent }) => textContent)).not.toContain('Given up');
    expect(await served(email)).toEqual(['From home', 'From the office', 'Meanwhile']);
  });

  it("ACCOUNT-9 keeping this browser's tasks deletes the account's everywhere, and none of its history", async () => {
    await home.send({ type: 'sign-out', keep: false });
    await add(home, 'Kept');
    const acts = await sql`select count(*) from public.pomodoro_checkpoints`;
    const page = await signInAsFarAsAsked(home);
    await byRole(page, 'radio', "Keep this browser's tasks only").click();
    await byRole(page, 'button', 'Continue').click();
    await serves(email, 'Kept');
    await says(await light(office, 'Synced'), 'Kept', '.lower');
    expect(await sql`select count(*) from public.pomodoro_checkpoints`).toEqual(acts);
  });
});

describe('what the server refuses', () => {
  it('ACCOUNT-6 ACCOUNT-17 is told with the reason, can be tried again, and can be discarded', async () => {
    await sql`alter table public.tasks add constraint for_now check (title not like 'No %')`;
    await sql`comment on constraint for_now on public.tasks is 'Not today.'`;
    await add(home, 'No way');
    await add(home, 'No more');
    await byRole(await light(home, 'Sync problem · Details'), 'button', 'Sync problem · Details').click();
    const popup = await home.popup();
    await byRole(popup, 'button', 'Sync problem · Details').click();
    await says(popup, 'The server refused 2 changes.', '.panel');
    await says(popup, 'Task “No way”Not today.', '.panel');
    await byRole(popup, 'button', 'Discard').click();
    await byRole(popup, 'button', 'Discard for good').click();
    await says(popup, 'The server refused 1 change.', '.panel');
    await sql`alter table public.tasks drop constraint for_now`;
    const options = await home.options();
    await byRole(options, 'button', 'Try again').click();
    await waitUntil('what was tried again has arrived', async () => {
      const refused = (await served(email)).filter((title) => title.startsWith('No '));
      return refused.length === 1;
    });
    await light(home, 'Synced');
    expect(await served(email)).toContain('Kept');
  });
});

describe('a device that was removed', () => {
  it('DEVICE-1 says so, goes on locally, and is taken back by signing in, with what it did meanwhile', async () => {
    await office.send({ type: 'sync-now' });
    const options = await office.options();
    await byRole(options, 'button', 'Remove').click();
    await byRole(options, 'button', 'Remove it').click();
    await waitUntil('the device is not listed any more', async () => {
      const cards = await options.$$eval('#devices li', (found) => found.length);
      return cards === 1;
    });
    await light(home, 'Browser removed · Sign in again');
    await add(home, 'Removed, but at work');
    const page = await home.options();
    await says(page, 'This browser was removed from your account on another device.', '#account');
    expect(await trySign(home, 'Sign in', email, password)).toBeNull();
    await light(home, 'Synced');
    await waitUntil('it has arrived', async () => (await served(email)).includes('Removed, but at work'));
  });
});

describe('a login that was ended elsewhere', () => {
  it('ACCOUNT-10 ACCOUNT-21 asks to sign in again; another account that does so neither sees nor sends what waits', async () => {
    await sql`delete from auth.sessions s using auth.users u where u.id = s.user_id and u.email = ${email}`;
    await add(home, 'Private');
    const popup = await light(home, 'Sign in again to sync');
    await byRole(popup, 'button', 'Sign in again to sync').click();
    const page = await home.options();
    await says(page, `You are no longer signed in as ${email}`, '#account');
    expect(await trySign(home, 'Create account', 'eve@transitions.example', password)).toBeNull();
    const seen = await light(home, 'Synced');
    await byRole(seen, 'textbox', 'Add a task').wait();
    await inStep(home);
    expect(await seen.$eval('.lower', ({ textContent }) => textContent)).not.toContain('Private');
    expect(await served('eve@transitions.example')).toEqual([]);
    await home.send({ type: 'sign-out', keep: false });
    await signIn(home, email, password);
    await waitUntil('what waited has gone out', async () => (await served(email)).includes('Private'));
  });
});

describe('signing out with changes waiting', () => {
  it('ACCOUNT-11 says how many would be lost', async () => {
    await light(home, 'Synced');
    await inStep(home);
    home.setOffline(true);
    await add(home, 'One');
    await add(home, 'Two');
    const page = await home.options();
    await byRole(page, 'button', 'Sign out').click();
    await says(page, '2 changes have not reached the server yet.', '#account');
    await byRole(page, 'button', 'Cancel').click();
    home.setOffline(false);
    await light(home, 'Synced');
    await waitUntil('both have arrived', async () => (await served(email)).includes('Two'));
  });
});

describe('another server that names the same account', () => {
  const logins = async (): Promise<string[]> => {
    const rows = await sql`
      select s.id from auth.sessions s join auth.users u on u.id = s.user_id where u.email = ${email}`;
    return rows.map(({ id }) => String(id));
  };

  it('ACCOUNT-31 ACCOUNT-33 ACCOUNT-34 gets no row and no name of it; the login left offline ends later, and what waits is sent', async () => {
    const before = await home.status();
    const known = await logins();
    const other = await openFalseServer(before?.account?.id ?? '');
    try {
      home.setOffline(true);
      await add(home, 'Waits for its own server');
      const server = { url: other.url, key: 'sb_publishable_false' };
      expect(await home.send({ type: 'connect', server })).toEqual({ ok: true });
      const who = { email: 'somebody@false.example', password };
      expect(await home.send({ type: 'sign-in', ...who })).toEqual({ ok: true });
      const popup = await light(home, 'Synced');
      expect(await popup.$$eval('.task', (found) => found.length)).toBe(0);
      expect((await home.status())?.account?.id).toBe(before?.account?.id);
      const heard = other.heard();
      expect(heard).toContain('/rest/v1/rpc/sync');
      for (const secret of ['Waits for', 'Private', before?.device ?? 'none'])
        expect(heard).not.toContain(secret);
    } finally {
      home.setOffline(false);
      await home.connect();
      await other.close();
    }
    await waitUntil('the login that was left has ended', async () => {
      const left = await logins();
      return known.filter((id) => !left.includes(id)).length === 1;
    });
    await signIn(home, email, password);
    await waitUntil('what waited has arrived', async () =>
      (await served(email)).includes('Waits for its own server'),
    );
    expect((await home.status())?.device).toBe(before?.device);
  });
});

describe('diagnostics', () => {
  it('DIAG-1 DIAG-3 DIAG-4 DIAG-5 tell what happened, over the death of the worker, and name nobody', async () => {
    await inStep(home);
    home.setOffline(true);
    await add(home, 'Secret plans');
    await light(home, 'Offline · 1 change waiting');
    await home.killWorker();
    home.setOffline(false);
    await light(home, 'Synced');
    const page = await home.options();
    await says(page, 'A call failed: The server cannot be reached.', '#about');
    await says(page, 'Synced: 1 sent', '#about');
    await says(page, 'Channel open', '#about');
    const clock = /^clock offset: -?\d+ ms, ± \d+ ms$/m;
    const link = /^link: synced$/m;
    const cursor = /^cursor: \d+, epoch [0-9a-f]{8}$/m;
    const copied = await waitUntil(
      'the clock is trusted again, the link is whole, the cursor is read',
      async () => {
        const text = await page.$eval('.diagnostics', ({ textContent }) => textContent);
        return clock.test(text) && link.test(text) && cursor.test(text) && text;
      },
    );
    expect(copied).toMatch(/^ {2}\S+ fail unreachable TypeError: Failed to fetch( ×\d+)?$/m);
    for (const secret of [email, 'Secret', '127.0.0.1', 'sb_publishable'])
      expect(copied).not.toContain(secret);
  });
});

describe('deleting the account', () => {
  it('ACCOUNT-8 ACCOUNT-19 removes everything from the server; elsewhere it is told, and the copy can stay and go on', async () => {
    await signIn(office, email, password);
    await light(office, 'Synced');
    const options = await office.options();
    await byRole(options, 'button', 'Delete account…').click();
    await byRole(options, 'textbox', 'To confirm, type the e-mail address of the account').fill(email);
    await byRole(options, 'radio', 'Remove everything from this browser too').click();
    await byRole(options, 'button', 'Delete the account').click();
    await byRole(options, 'button', 'Send me a mail instead').wait();
    expect(await sql`select id from auth.users where email = ${email}`).toHaveLength(0);
    const empty = await office.popup();
    await byRole(empty, 'textbox', 'Add a task').wait();
    expect(await empty.$$eval('.task', (found) => found.length)).toBe(0);
    await light(home, 'Account deleted · Details');
    const page = await home.options();
    await says(page, `The account ${email} was deleted.`, '#account');
    await byRole(page, 'button', 'Go on without this account').click();
    const popup = await light(home, 'This browser only');
    await says(popup, 'Private', '.lower');
    await signUp(home, 'ada.again@transitions.example', password);
    await waitUntil('the copy went along', async () =>
      (await served('ada.again@transitions.example')).includes('Private'),
    );
  });
});
