import type { Page } from 'puppeteer-core';
import { byRole } from './by-role.ts';
import type { Profile } from '../browsers/profile.ts';
import { waitUntil } from '../waiting/wait-until.ts';

/** Signs in on the options page. Throws with the page's complaint if that fails. */
export async function signIn(profile: Profile, email: string, password: string): Promise<void> {
  const complaint = await trySign(profile, 'Sign in', email, password);
  if (complaint !== null) throw new Error(`Signing in as ${email} failed: ${complaint}`);
}

/** Makes an account on the options page, which signs in with it. Throws with the page's complaint if that fails. */
export async function signUp(profile: Profile, email: string, password: string): Promise<void> {
  const complaint = await trySign(profile, 'Create account', email, password);
  if (complaint !== null) throw new Error(`Making the account ${email} failed: ${complaint}`);
}

/** Fills in the form and sends it. Returns what the page complains of, or null once it says who is signed in. */
export async function trySign(
  profile: Profile,
  what: 'Sign in' | 'Create account',
  email: string,
  password: string,
): Promise<string | null> {
  const page = await profile.options();
  await byRole(page, 'radio', what).click();
  await byRole(page, 'textbox', 'E-mail').fill(email);
  // A password has no role: Chromium calls it a text box, Firefox hides it from those who ask by name.
  await page.locator('#account input[type="password"]').setTimeout(30_000).fill(password);
  await byRole(page, 'button', what).click();
  const outcome = await waitUntil('the options page says what came of it', async () => {
    const complaint = await said(page, '#account .complaint');
    return complaint === '' && !(await said(page, '#account')).includes(`Signed in as ${email}`)
      ? null
      : { complaint };
  });
  return outcome.complaint || null;
}

async function said(page: Page, selector: string): Promise<string> {
  return page.$$eval(selector, (found) =>
    found
      .map(({ textContent }) => textContent)
      .join(' ')
      .trim(),
  );
}
