// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Provider } from '../../../sync/providers.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { complaints } from '../../testing/complaints.ts';
import type { FakeAnswer } from '../../testing/fixtures.ts';
import { fill, openOptions, press, signedOut } from '../testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

describe('ACCOUNT-41 a forgotten password', () => {
  const proofLabel = 'Link or code from the mail';

  async function pressAndWait(name: string) {
    await act(async () => {
      press(name);
      await Promise.resolve();
    });
  }

  async function begin(answer?: FakeAnswer) {
    const opened = openOptions(signedOut, answer);
    fill('E-mail', ' ada@example.org ');
    press('Forgot the password?');
    expect(document.activeElement).toBe(screen.getByLabelText('E-mail'));
    await pressAndWait('Send the mail');
    return opened;
  }

  it('is replaced with what the mail brings', async () => {
    const { sent } = await begin();
    expect(
      screen.getByText(/^If there is an account for ada@example.org, a mail is on its way/),
    ).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText(proofLabel));
    press('Set it and sign in');
    expect(complaints()).toMatch(/^Paste the link from the mail, or enter its code of 6 to 10 digits/);
    fill(proofLabel, 'Your code: 12345678');
    press('Set it and sign in');
    expect(complaints()).toBe('Use at least 8 characters.');
    expect(screen.getByLabelText('New password').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByLabelText(proofLabel).getAttribute('aria-invalid')).toBe('false');
    fill('New password', 'correct horse');
    await pressAndWait('Set it and sign in');
    const email = 'ada@example.org';
    expect(sent).toEqual([
      { type: 'send-recovery', email },
      {
        type: 'enter-proof',
        email,
        proof: { code: '12345678' },
        password: 'correct horse',
        recovers: true,
      },
    ]);
  });

  it('goes on with the mail of a moment ago, and with no other refusal', async () => {
    await begin({ ok: false, reason: 'mail_too_soon', number: 20 });
    expect(screen.getByText(/Another one can be sent in 20 s/)).toBeTruthy();
    cleanup();
    await begin({ ok: false, reason: 'mail_not_allowed' });
    expect(complaints()).toMatch(/^This server may send mail only to its own team/);
    expect(screen.queryByLabelText(proofLabel)).toBeNull();
    press('Back');
    expect(screen.getByRole('button', { name: 'Send me a mail instead' })).toBeTruthy();
  });
});

it('ACCOUNT-47 a server that wants a CAPTCHA is told of before anybody types, and providers stay', async () => {
  openOptions(signedOut, undefined, {
    wantsCaptcha: () => Promise.resolve(true),
    list: () => Promise.resolve<Provider[]>(['github']),
  });
  expect(await screen.findByText(/^This server wants a CAPTCHA, which Baton cannot show/)).toBeTruthy();
  expect(screen.queryByLabelText('E-mail')).toBeNull();
  expect(await screen.findByRole('button', { name: 'Continue with GitHub' })).toBeTruthy();
});
