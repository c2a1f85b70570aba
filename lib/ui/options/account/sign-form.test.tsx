// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Reason } from '../../../messages/answer.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { afternoon } from '../../testing/fixtures.ts';
import { fill, openOptions, press, signedOut } from '../testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

describe('UI-16 signing in and up', () => {
  const submit = () => fireEvent.submit(screen.getByLabelText('E-mail').closest('form')!);

  it('signs in by e-mail and password', () => {
    const { sent } = openOptions(signedOut);
    fill('E-mail', ' ada@example.org ');
    fill('Password', ' secret ');
    submit();
    expect(sent).toEqual([{ type: 'sign-in', email: 'ada@example.org', password: ' secret ' }]);
  });

  it('signs up, with a name if one was given', () => {
    const { sent } = openOptions(signedOut);
    fireEvent.click(screen.getByRole('radio', { name: 'Create account' }));
    fill('E-mail', 'ada@example.org');
    fill('Password', 'correct horse');
    fill('Name (optional)', 'Ada');
    submit();
    expect(sent).toEqual([
      { type: 'sign-up', email: 'ada@example.org', password: 'correct horse', username: 'Ada' },
    ]);
  });

  it.each([
    ['', 'secret', 'Enter your e-mail address.', 'E-mail'],
    ['ada@example.org', '', 'Enter your password.', 'Password'],
  ])('asks for what is missing in %j, %j', (email, password, sentence, field) => {
    const { sent } = openOptions(signedOut);
    fill('E-mail', email);
    fill('Password', password);
    submit();
    expect(sent).toEqual([]);
    expect(screen.getByText(sentence)).toBeTruthy();
    expect(screen.getByLabelText(field).getAttribute('aria-invalid')).toBe('true');
  });

  const length = (count: number) => screen.findByText(`Use at least ${count} characters.`);

  it('UI-94 a password that is chosen has 8 characters, one that is known any number', async () => {
    const { sent } = openOptions(signedOut);
    fill('E-mail', 'ada@example.org');
    fill('Password', '1234567');
    submit();
    expect(sent.splice(0)).toEqual([{ type: 'sign-in', email: 'ada@example.org', password: '1234567' }]);
    fireEvent.click(screen.getByRole('radio', { name: 'Create account' }));
    // Four signs that are read as one each count as one each.
    for (const short of ['1234567', '🍅🍅🍅🍅']) {
      fill('Password', short);
      submit();
      expect(await length(8)).toBeTruthy();
      expect(screen.getByLabelText('Password').getAttribute('aria-invalid')).toBe('true');
    }
    expect(sent).toEqual([]);
    fill('Password', '12345678');
    submit();
    expect(sent).toMatchObject([{ type: 'sign-up', password: '12345678' }]);
  });

  it('UI-94 a server that wants more is asked once', async () => {
    const { sent } = openOptions(signedOut, { ok: false, reason: 'password_too_short', number: 12 });
    fireEvent.click(screen.getByRole('radio', { name: 'Create account' }));
    expect(screen.getByText('At least 8 characters.')).toBeTruthy();
    fill('E-mail', 'ada@example.org');
    fill('Password', '12345678');
    submit();
    expect(await screen.findByText('At least 12 characters.')).toBeTruthy();
    expect(screen.getByText(/^This password is too short for this server/)).toBeTruthy();
    fill('Password', '12345678901');
    submit();
    expect(await length(12)).toBeTruthy();
    expect(sent).toHaveLength(1);
    fill('Password', '123456789012');
    submit();
    expect(sent).toHaveLength(2);
  });

  it.each<[Reason, RegExp, string | null]>([
    ['wrong_password', /^The e-mail address or the password is not right/, 'Password'],
    ['unreachable', /^The server cannot be reached/, null],
    ['already_registered', /^There is already an account/, 'E-mail'],
    ['email_not_confirmed', /^Confirm your e-mail address/, null],
  ])('says in one sentence that it was refused: %s', async (reason, sentence, field) => {
    openOptions(signedOut, { ok: false, reason });
    fill('E-mail', 'ada@example.org');
    fill('Password', 'secret');
    submit();
    expect(await screen.findByText(sentence)).toBeTruthy();
    const blamed = document.querySelector('[aria-invalid=true]')?.closest('label')?.textContent ?? null;
    expect(blamed).toBe(field);
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy();
  });
});

describe('ACCOUNT-7 by a mail', () => {
  it('sends it, and signs in with what was pasted', async () => {
    const { sent } = openOptions(signedOut);
    press('Send me a mail instead');
    expect(screen.getByText('Enter your e-mail address.')).toBeTruthy();
    fill('E-mail', ' ada@example.org ');
    press('Send me a mail instead');
    expect(await screen.findByText(/^A mail is on its way to ada@example.org/)).toBeTruthy();
    const field = screen.getByLabelText<HTMLInputElement>('Link or code from the mail');
    expect(field.autocomplete).toBe('one-time-code');
    fill('Link or code from the mail', 'a word');
    fireEvent.submit(field.closest('form')!);
    expect(screen.getByText(/^Paste the link from the mail/)).toBeTruthy();
    fill('Link or code from the mail', ' Your code: 12 34５６ ');
    fireEvent.submit(field.closest('form')!);
    expect(sent).toEqual([
      { type: 'send-mail', email: 'ada@example.org', create: false },
      { type: 'enter-proof', email: 'ada@example.org', proof: { code: '123456' } },
    ]);
  });

  it('takes the link of a mail that has no code', async () => {
    const { sent } = openOptions(signedOut);
    fill('E-mail', 'ada@example.org');
    press('Send me a mail instead');
    const label = 'Link or code from the mail';
    const field = await screen.findByLabelText(label);
    const token_hash = 'pkce_0123456789abcdef0123456789abcdef';
    fill(label, `https://abc.supabase.co/auth/v1/verify?token=${token_hash}&type=magiclink`);
    fireEvent.submit(field.closest('form')!);
    expect(sent.at(-1)).toEqual({
      type: 'enter-proof',
      email: 'ada@example.org',
      proof: { token_hash, server: 'https://abc.supabase.co' },
    });
  });

  it.each([
    [
      'https://other.supabase.co/auth/v1/verify?token=0123456789abcdef0123&type=magiclink',
      /^This link leads to other.supabase.co, but abc.supabase.co is connected/,
    ],
    [
      'https://abc.supabase.co/auth/v1/verify?token=0123456789abcdef0123&type=email_change',
      /^This link is from a mail for something else/,
    ],
  ])('ACCOUNT-39 ACCOUNT-40 sends nobody the link %s', async (pasted, sentence) => {
    const { sent } = openOptions(signedOut);
    fill('E-mail', 'ada@example.org');
    press('Send me a mail instead');
    const field = await screen.findByLabelText('Link or code from the mail');
    fill('Link or code from the mail', pasted);
    fireEvent.submit(field.closest('form')!);
    expect(screen.getByText(sentence)).toBeTruthy();
    expect(sent).toHaveLength(1);
  });

  it('ACCOUNT-42 says how long the next mail waits, and asks for none before', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: afternoon });
    try {
      const { sent } = openOptions(signedOut);
      fireEvent.click(screen.getByRole('radio', { name: 'Create account' }));
      fill('E-mail', 'ada@example.org');
      press('Send me a mail instead');
      const pass = (time: number) =>
        act(async () => {
          await vi.advanceTimersByTimeAsync(time);
        });
      await pass(0);
      const says = (text: string) => screen.getByText(new RegExp(text));
      expect(says('Only the newest mail is good.* Another one can be sent in 60 s')).toBeTruthy();
      press('Send another mail');
      expect(sent).toHaveLength(1);
      await pass(43_000);
      expect(says('Another one can be sent in 17 s')).toBeTruthy();
      await pass(17_000);
      expect(screen.queryByText(/can be sent in/)).toBeNull();
      press('Send another mail');
      await pass(0);
      expect(says('^Another mail is on its way. Those before it are void')).toBeTruthy();
      expect(sent).toEqual([1, 2].map(() => ({ type: 'send-mail', email: 'ada@example.org', create: true })));
      press('Back');
      expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('ada@example.org');
    } finally {
      vi.useRealTimers();
    }
  });

  it.each<[Reason, RegExp]>([
    ['unknown_email', /^There is no account with this e-mail address/],
    ['too_many_mails', /^This server has sent as many mails as it may/],
    ['mail_not_allowed', /^This server may send mail only to its own team/],
    ['captcha_needed', /^This server wants a CAPTCHA/],
    ['email_off', /^This server has switched off signing in by e-mail/],
  ])('says why none was mailed: %s', async (reason, sentence) => {
    openOptions(signedOut, { ok: false, reason });
    fill('E-mail', 'ada@example.org');
    press('Send me a mail instead');
    expect(await screen.findByText(sentence)).toBeTruthy();
  });

  it('SYNC-65 says how long the next mail has to wait', async () => {
    openOptions(signedOut, { ok: false, reason: 'mail_too_soon', number: 47 });
    fill('E-mail', 'ada@example.org');
    press('Send me a mail instead');
    expect(
      await screen.findByText(/^The last mail has only just gone out. Another one can be sent in 47 s/),
    ).toBeTruthy();
  });

  it.each<[Reason, string | null]>([
    ['mail_not_allowed', null],
    ['mail_too_soon', 'Link or code from the mail'],
  ])('ACCOUNT-18 an unconfirmed address whose mail cannot be sent: %s', async (reason, field) => {
    openOptions(signedOut, ({ type }) =>
      type === 'send-mail' ? { ok: false, reason } : { ok: false, reason: 'email_not_confirmed' },
    );
    fill('E-mail', 'ada@example.org');
    fill('Password', 'correct horse');
    fireEvent.submit(screen.getByLabelText('E-mail').closest('form')!);
    expect(await screen.findByText(/^This server (may send mail only|has sent as many mails)/)).toBeTruthy();
    expect(screen.queryByLabelText('Link or code from the mail') !== null).toBe(field !== null);
  });

  it.each([
    ['Sign in', [{ type: 'send-mail', email: 'ada@example.org', create: false }]],
    ['Create account', []],
  ])('an unconfirmed address leads to its mail (%s)', async (mode, mails) => {
    const { sent } = openOptions(signedOut, { ok: false, reason: 'email_not_confirmed' });
    fireEvent.click(screen.getByRole('radio', { name: mode }));
    fill('E-mail', 'ada@example.org');
    fill('Password', 'correct horse');
    fireEvent.submit(screen.getByLabelText('E-mail').closest('form')!);
    expect(await screen.findByLabelText('Link or code from the mail')).toBeTruthy();
    expect(sent.slice(1)).toEqual(mails);
  });
});
