import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { trySign } from '../testing/pages/sign-in.ts';
import { mailedLink } from '../testing/servers/mailed-code.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

const before = 'ada@mails.example';
const email = 'ada@new.example';
const password = 'correct horse';

let backend: Backend;
let chromium: Profile;
let firefox: Profile;

// As a new free project does it: new accounts are confirmed, and mails have a link and no code.
beforeAll(async () => {
  backend = await startBackend({ auth: { mails: 'link', enable_confirmations: true, max_frequency: 0 } });
  // A link leads to the server's own address.
  [chromium, firefox] = await Promise.all([
    openProfile({ browser: 'chromium', backend, isDirect: true }),
    openProfile({ browser: 'firefox', backend, isDirect: true }),
  ]);
  await Promise.all([chromium.connect(), firefox.connect()]);
});

afterAll(async () => {
  await chromium?.close();
  await firefox?.close();
  await backend?.stop();
});

/** The next mail of another device can come a moment after this one looks. */
const patience = { timeout: 60_000 };

async function says(page: Page, text: string): Promise<void> {
  await waitUntil(
    `the page says ${text}`,
    async () => (await page.$eval('#account', (section) => section.textContent)).includes(text),
    patience,
  );
}

const linkTo = (address: string, known = 0) => mailedLink(backend.mail_url, address, known);

async function paste(page: Page, link: string, button: string): Promise<void> {
  await byRole(page, 'textbox', 'Link or code from the mail').fill(link);
  await byRole(page, 'button', button).click();
}

/** Opens one of the forms that change the account. */
async function openChange(profile: Profile, name: string): Promise<Page> {
  const page = await profile.options();
  await page.locator('.account-changes summary').click();
  await byRole(page, 'button', name).click();
  return page;
}

describe('mails with a link and no code', () => {
  let used: string;

  it('ACCOUNT-38 ACCOUNT-39 a sign-up goes on with the pasted link, but not with that of another server', async () => {
    const page = await chromium.options();
    await byRole(page, 'radio', 'Create account').click();
    await byRole(page, 'textbox', 'E-mail').fill(before);
    await page.locator('#account input[type="password"]').fill(password);
    await byRole(page, 'button', 'Create account').click();
    used = await linkTo(before);
    await paste(page, used.replace(/^http:..[^/]+/, 'https://other.example'), 'Sign in');
    await says(page, 'This link leads to other.example, but 127.0.0.1');
    await paste(page, used, 'Sign in');
    await says(page, `Signed in as ${before}`);
  });

  it('ACCOUNT-7 ACCOUNT-38 another browser signs in by mail; a used link is told in a sentence', async () => {
    const page = await firefox.options();
    await byRole(page, 'textbox', 'E-mail').fill(before);
    await byRole(page, 'button', 'Send me a mail instead').click();
    await paste(page, used, 'Sign in');
    await says(page, 'This is wrong, was used or opened already');
    await says(page, 'Only the newest mail is good');
    await paste(page, await linkTo(before, 1), 'Sign in');
    await says(page, `Signed in as ${before}`);
  });
});

describe('an account that is changed while another browser is signed in', () => {
  it('ACCOUNT-44 ACCOUNT-46 another address counts after both mails, and the other browser is told', async () => {
    const page = await openChange(chromium, 'Change the e-mail address');
    await byRole(page, 'textbox', 'New e-mail address').fill(email);
    await byRole(page, 'button', 'Send the mails').click();
    await paste(page, await linkTo(email), 'Confirm');
    await says(page, 'This one is confirmed. Now take the mail that went to the other address.');
    await paste(page, await linkTo(before, 2), 'Confirm');
    await says(page, `Signed in as ${email}`);
    const told = `You signed in here as ${before}, but the account has the address ${email} now.`;
    const other = await firefox.options();
    await says(other, told);
    await byRole(other, 'button', 'Got it').click();
    await waitUntil('it is not said any more', async () =>
      (await other.$eval('#account', (section) => section.textContent)).includes(told) ? null : true,
    );
  });

  it('ACCOUNT-45 another name comes to the other browser', async () => {
    const page = await openChange(chromium, 'Change the name');
    await byRole(page, 'textbox', 'Your name').fill('Countess');
    await byRole(page, 'button', 'Save the name').click();
    await says(page, 'The account has the name Countess now.');
    const other = await openChange(firefox, 'Change the name');
    await waitUntil('the name has come', async () => {
      const shown = await other.$eval('#account .card .field', (field) => (field as HTMLInputElement).value);
      return shown === 'Countess';
    });
  });

  it('ACCOUNT-43 ACCOUNT-10 another password signs the other browser out, which says what to do', async () => {
    const page = await openChange(chromium, 'Set a new password');
    await page.locator('#account .card input[type="password"]').fill('battery staple');
    await byRole(page, 'button', 'Set the password').click();
    await says(page, 'The new password is set.');
    await firefox.send({ type: 'sync-now' });
    const other = await firefox.options();
    await says(other, `You are no longer signed in as ${email}`);
    expect(await trySign(firefox, 'Sign in', email, password)).toMatch(/password/);
  });

  it('ACCOUNT-41 a forgotten password is replaced by mail', async () => {
    const page = await firefox.options();
    await byRole(page, 'button', 'Forgot the password?').click();
    await byRole(page, 'button', 'Send the mail').click();
    await byRole(page, 'textbox', 'Link or code from the mail').wait();
    await page.locator('#account input[type="password"]').fill('third time lucky');
    await paste(page, await linkTo(email, 1), 'Set it and sign in');
    await says(page, `Signed in as ${email}`);
    await chromium.send({ type: 'sync-now' });
    await says(await chromium.options(), `You are no longer signed in as ${email}`);
    expect(await trySign(chromium, 'Sign in', email, 'third time lucky')).toBeNull();
  });
});
