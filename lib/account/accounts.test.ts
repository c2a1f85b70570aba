import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { task, user } from '../store/testing/rows.ts';
import {
  ada,
  asAda,
  openTestBrowser,
  openWithBoth,
  project,
  refused,
  signIn,
  signOut,
  titles,
  type TestBrowser,
  wallTime,
} from './testing/test-browser.ts';

test('ACCOUNT-3 ACCOUNT-12 if nothing was made before, the workspace becomes that of the account', async () => {
  const browser = await openTestBrowser();
  expect(await signIn(browser)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({
    account: ada,
    owner: 'ada',
    joining: null,
    link: 'syncing',
    problem: null,
  });
  expect(browser.accounts.isSignedIn()).toBe(true);
  expect(browser.log).toEqual([
    `uses ${project.url}`,
    'nobody: opened',
    'nobody: closed',
    `uses ${project.url}`,
    'ada: opened',
    'ada: page opened',
    'ada: sync started',
    'toolbar',
  ]);
});

test('ACCOUNT-3 what was made before goes into an empty account, by the account’s clock', async () => {
  const browser = await openTestBrowser({ ahead: 300_000 });
  await browser.ledger(null, (local) =>
    local.record([task({ id: 'local', title: 'Made here', edited: { title: wallTime } })]),
  );
  expect(await signIn(browser)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({ account: ada, joining: null });
  expect(await browser.ledger('ada', (own) => own.get('tasks', 'local'))).toMatchObject({
    title: 'Made here',
    edited: { title: wallTime + 300_000 },
  });
  expect(await browser.ledger(null, titles)).toEqual([]);
});

test('ACCOUNT-1 after a refused sign-in the timer goes on, and the answer has the reason', async () => {
  const browser = await openTestBrowser({ auth: { signIn: refused('wrong_password') } });
  expect(await signIn(browser)).toEqual({ ok: false, reason: 'wrong_password', detail: 'in its words' });
  expect(browser.accounts.isSignedIn()).toBe(false);
  expect(browser.log).toEqual([`uses ${project.url}`, 'nobody: opened', 'toolbar']);
});

test('ACCOUNT-2 if the account cannot be read, the login ends again and the answer says why', async () => {
  const failure = { kind: 'offline', reason: 'unreachable', detail: 'No route.' } as const;
  const browser = await openWithBoth({
    server: {
      remote: () =>
        Promise.resolve({
          sync: () => Promise.resolve({ ok: false, failure }),
          head: () => Promise.resolve({ ok: true, value: null }),
          listen: () => () => undefined,
        }),
    },
  });
  expect(await signIn(browser)).toEqual({ ok: false, reason: 'unreachable', detail: 'No route.' });
  expect(browser.log).toContain('login ended');
  expect(browser.status()).toMatchObject({ account: null, joining: null, owner: null });
});

test('ACCOUNT-4 a person who signs in again after the login ended goes on in the open workspace', async () => {
  const browser = await openTestBrowser({ known: asAda });
  expect(await signIn(browser)).toEqual({ ok: true });
  expect(browser.log.slice(2)).toEqual(['ada: page opened', 'ada: sync started', 'toolbar']);
});

test('ACCOUNT-5 another account sees nothing of a copy that was kept', async () => {
  const browser = await openTestBrowser({ known: { owner: 'ada' } });
  await browser.ledger('ada', (own) => own.record([task({ title: 'Ada’s' })]));
  const grace = { email: 'grace@example.org', proof: { code: '123456' } };
  await browser.accounts.handlers['enter-proof']({ type: 'enter-proof', ...grace });
  expect(browser.status()).toMatchObject({ owner: 'grace', joining: null });
  expect(await browser.ledger('grace', titles)).toEqual([]);
  expect(await browser.ledger('ada', titles)).toEqual(['Ada’s']);
});

test('ACCOUNT-7 a mail is sent, or the answer says why not', async () => {
  const send = { type: 'send-mail', email: ada.email, create: false } as const;
  const { accounts } = await openTestBrowser();
  expect(await accounts.handlers['send-mail'](send)).toEqual({ ok: true });
  const other = await openTestBrowser({ auth: { sendMail: refused('wrong_password') } });
  expect(await other.accounts.handlers['send-mail'](send)).toMatchObject({ ok: false });
});

test('ACCOUNT-2 without a server nobody can sign in', async () => {
  const browser = await openTestBrowser({ builtIn: null });
  expect(await signIn(browser)).toEqual({ ok: false, reason: 'no_server' });
  const { accounts } = browser;
  expect(await accounts.handlers['sign-in-with']({ type: 'sign-in-with', provider: 'google' })).toEqual({
    ok: false,
    reason: 'no_server',
  });
});

const removeOther = ({ accounts }: TestBrowser) =>
  accounts.handlers['remove-device']({ type: 'remove-device', id: 'other' });

test('ACCOUNT-10 a device that was removed shows at once, and a refusal is told', async () => {
  const browser = await openTestBrowser({ known: asAda });
  expect(await removeOther(browser)).toEqual({ ok: true });
  expect(browser.log).toContain('ada: synced');
  const other = await openTestBrowser({ known: asAda, auth: { removeDevice: refused('device_removed') } });
  expect(await removeOther(other)).toMatchObject({ ok: false, reason: 'device_removed' });
  expect(other.log).not.toContain('ada: synced');
});

test('DEVICE-5 the other logins of the account are ended, and a refusal is told', async () => {
  const signOutOthers = ({ accounts }: TestBrowser) =>
    accounts.handlers['sign-out-others']({ type: 'sign-out-others' });
  const browser = await openTestBrowser({ known: asAda });
  expect(await signOutOthers(browser)).toEqual({ ok: true });
  expect(browser.status().account).not.toBeNull();
  const ended = await openTestBrowser({ known: asAda, auth: { signOutOthers: refused('session_expired') } });
  expect(await signOutOthers(ended)).toMatchObject({ ok: false, reason: 'session_expired' });
});

test('DEVICE-6 DEVICE-7 other logins come with the answer and are kept nowhere; one is ended, or a refusal told', async () => {
  const login = { id: 'script', created_at: 1, renewed_at: 2, methods: ['password'], user_agent: 'curl' };
  const list = ({ accounts }: TestBrowser) => accounts.handlers['list-logins']({ type: 'list-logins' });
  const end = ({ accounts }: TestBrowser) =>
    accounts.handlers['end-login']({ type: 'end-login', id: 'script' });
  const browser = await openTestBrowser({
    known: asAda,
    auth: { otherLogins: () => Promise.resolve({ ok: true, value: [login] }) },
  });
  expect(await list(browser)).toEqual({ ok: true, logins: [login] });
  expect(JSON.stringify(browser.status())).not.toContain('curl');
  expect(await end(browser)).toEqual({ ok: true });
  const old = await openTestBrowser({
    known: asAda,
    auth: { otherLogins: refused('no_schema'), endLogin: refused('unreachable') },
  });
  expect(await list(old)).toMatchObject({ ok: false, reason: 'no_schema' });
  expect(await end(old)).toMatchObject({ ok: false, reason: 'unreachable' });
});

test('DEVICE-2 a new name shows at once, and a refusal is told', async () => {
  const rename = ({ accounts }: TestBrowser) =>
    accounts.handlers['rename-device']({ type: 'rename-device', id: 'other', name: 'Work' });
  const browser = await openTestBrowser({ known: asAda });
  expect(await rename(browser)).toEqual({ ok: true });
  expect(browser.log).toContain('ada: synced');
  const offline = await openTestBrowser({ known: asAda, auth: { renameDevice: refused('unreachable') } });
  expect(await rename(offline)).toMatchObject({ ok: false, reason: 'unreachable' });
});

test('ACCOUNT-16 another server is used from the next workspace on, with nobody signed in', async () => {
  const browser = await openTestBrowser({ known: asAda });
  const server = { url: 'https://own.example', key: 'own' };
  expect(await browser.accounts.handlers.connect({ type: 'connect', server })).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({
    server: { ...server, own: true },
    account: null,
    owner: 'ada',
    link: 'signed-out',
  });
  expect(browser.log.slice(2)).toEqual([
    'ada: closed',
    'login ended',
    'uses https://own.example',
    'nobody: opened',
    'toolbar',
  ]);
  await browser.accounts.handlers.connect({ type: 'connect', server: null });
  expect(browser.status().server).toEqual(project);
});

test('ACCOUNT-2 a text that is no address is refused', async () => {
  const browser = await openTestBrowser();
  const server = { url: 'no address', key: 'own' };
  expect(await browser.accounts.handlers.connect({ type: 'connect', server })).toEqual({
    ok: false,
    reason: 'bad_url',
  });
  expect(browser.log).not.toContain('login ended');
});

test('ACCOUNT-16 a first server can be chosen, and a person who is signed out can sign out', async () => {
  const browser = await openTestBrowser({ builtIn: null });
  expect(await signOut(browser, true)).toEqual({ ok: true });
  const server = { url: 'https://own.example', key: 'own' };
  expect(await browser.accounts.handlers.connect({ type: 'connect', server })).toEqual({ ok: true });
  expect(browser.status().server).toEqual({ ...server, own: true });
});

test('ACCOUNT-3 settings that were made before keep the times of their edits', async () => {
  const browser = await openTestBrowser({ ahead: 300_000 });
  await browser.ledger(null, (local) =>
    local.record([
      user({ id: 'local', pomodoro_settings: { daily_goal: 60 }, edited: { daily_goal: wallTime } }),
    ]),
  );
  await signIn(browser);
  expect(await browser.ledger('ada', (own) => own.get('users', 'ada'))).toMatchObject({
    pomodoro_settings: { daily_goal: 60 },
    edited: { daily_goal: wallTime },
  });
});
