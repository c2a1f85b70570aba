import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import {
  ada,
  asAda,
  openTestBrowser,
  openWithBoth,
  signIn,
  type TestBrowser,
} from './testing/test-browser.ts';

const withGoogle = ({ accounts }: TestBrowser) =>
  accounts.handlers['sign-in-with']({ type: 'sign-in-with', provider: 'google' });

test('ACCOUNT-22 after the provider’s window, signing in goes on as with a password', async () => {
  const browser = await openTestBrowser();
  expect(await withGoogle(browser)).toEqual({ ok: true });
  expect(browser.log).toContain('shows https://google.example/?to=https://here.example/');
  expect(browser.status()).toMatchObject({ account: ada, owner: 'ada' });
  expect(browser.log.at(-1)).toBe('toolbar');
});

test('ACCOUNT-14 a window that is closed signs nobody in', async () => {
  const closed = { ok: false, reason: 'window_closed' } as const;
  const browser = await openTestBrowser({ authWindow: { show: () => Promise.resolve(closed) } });
  expect(await withGoogle(browser)).toEqual(closed);
  expect(browser.accounts.isSignedIn()).toBe(false);
});

const overtaking: [string, (browser: TestBrowser) => Promise<unknown>][] = [
  ['somebody signed in in another way', signIn],
  [
    'another server was chosen',
    ({ accounts }) =>
      accounts.handlers.connect({ type: 'connect', server: { url: 'https://own.example', key: 'own' } }),
  ],
];
test.each(overtaking)('ACCOUNT-23 a window signs nobody in once %s', async (_name, overtake) => {
  const shown = Promise.withResolvers<{ ok: true; address: string }>();
  let finished = 0;
  const browser = await openTestBrowser({
    authWindow: { show: () => shown.promise },
    auth: {
      finishProviderSignIn() {
        finished += 1;
        return Promise.resolve({ ok: true, value: { id: 'grace', email: 'grace@example.org' } });
      },
    },
  });
  const window = withGoogle(browser);
  await overtake(browser);
  shown.resolve({ ok: true, address: 'https://here.example/?code=1' });
  expect(await window).toEqual({ ok: false, reason: 'window_closed' });
  expect(finished).toBe(0);
});

test('ACCOUNT-23 a window signs nobody in while another sign-in waits for its answer', async () => {
  const shown = Promise.withResolvers<{ ok: true; address: string }>();
  const browser = await openWithBoth({ authWindow: { show: () => shown.promise } });
  const window = withGoogle(browser);
  await signIn(browser);
  shown.resolve({ ok: true, address: 'https://here.example/?code=1' });
  expect(await window).toEqual({ ok: false, reason: 'window_closed' });
  expect(browser.status()).toMatchObject({ joining: ada, account: null });
});

test('ACCOUNT-23 a window signs nobody in once the same person has signed in again', async () => {
  const shown = Promise.withResolvers<{ ok: true; address: string }>();
  const browser = await openTestBrowser({ known: asAda, authWindow: { show: () => shown.promise } });
  const window = withGoogle(browser);
  await signIn(browser);
  shown.resolve({ ok: true, address: 'https://here.example/?code=1' });
  expect(await window).toEqual({ ok: false, reason: 'window_closed' });
});
