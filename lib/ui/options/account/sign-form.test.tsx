// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Reason } from '../../../messages/answer.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
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

describe('ACCOUNT-7 by a mailed code', () => {
  it('mails it, and signs in with what was pasted', async () => {
    const { sent } = openOptions(signedOut);
    press('Mail me a code instead');
    expect(screen.getByText('Enter your e-mail address.')).toBeTruthy();
    fill('E-mail', ' ada@example.org ');
    press('Mail me a code instead');
    expect(await screen.findByText(/^A code was mailed to ada@example.org/)).toBeTruthy();
    const field = screen.getByLabelText<HTMLInputElement>('Code from the mail');
    expect(field.autocomplete).toBe('one-time-code');
    fill('Code from the mail', 'a word');
    fireEvent.submit(field.closest('form')!);
    expect(screen.getByText('Enter the digits from the mail.')).toBeTruthy();
    fill('Code from the mail', ' Your code: 12 34５６ ');
    fireEvent.submit(field.closest('form')!);
    expect(sent).toEqual([
      { type: 'send-code', email: 'ada@example.org', create: false },
      { type: 'enter-code', email: 'ada@example.org', code: '123456' },
    ]);
  });

  it('mails another one, and goes back', async () => {
    const { sent } = openOptions(signedOut);
    fireEvent.click(screen.getByRole('radio', { name: 'Create account' }));
    fill('E-mail', 'ada@example.org');
    press('Mail me a code instead');
    fireEvent.click(await screen.findByRole('button', { name: 'Mail another code' }));
    expect(await screen.findByText(/^Another code is on its way/)).toBeTruthy();
    expect(sent).toEqual([1, 2].map(() => ({ type: 'send-code', email: 'ada@example.org', create: true })));
    press('Back');
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('ada@example.org');
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
    press('Mail me a code instead');
    expect(await screen.findByText(sentence)).toBeTruthy();
  });

  it('SYNC-65 says how long the next mail has to wait', async () => {
    openOptions(signedOut, { ok: false, reason: 'mail_too_soon', number: 47 });
    fill('E-mail', 'ada@example.org');
    press('Mail me a code instead');
    expect(
      await screen.findByText(/^The last mail has only just gone out. Another one can be sent in 47 s/),
    ).toBeTruthy();
  });

  it.each<[Reason, string | null]>([
    ['mail_not_allowed', null],
    ['mail_too_soon', 'Code from the mail'],
  ])('ACCOUNT-18 an unconfirmed address whose code cannot be mailed: %s', async (reason, field) => {
    openOptions(signedOut, ({ type }) =>
      type === 'send-code' ? { ok: false, reason } : { ok: false, reason: 'email_not_confirmed' },
    );
    fill('E-mail', 'ada@example.org');
    fill('Password', 'correct horse');
    fireEvent.submit(screen.getByLabelText('E-mail').closest('form')!);
    expect(await screen.findByText(/^This server (may send mail only|has sent as many mails)/)).toBeTruthy();
    expect(screen.queryByLabelText('Code from the mail') !== null).toBe(field !== null);
  });

  it.each([
    ['Sign in', [{ type: 'send-code', email: 'ada@example.org', create: false }]],
    ['Create account', []],
  ])('an unconfirmed address leads to its code (%s)', async (mode, mails) => {
    const { sent } = openOptions(signedOut, { ok: false, reason: 'email_not_confirmed' });
    fireEvent.click(screen.getByRole('radio', { name: mode }));
    fill('E-mail', 'ada@example.org');
    fill('Password', 'correct horse');
    fireEvent.submit(screen.getByLabelText('E-mail').closest('form')!);
    expect(await screen.findByLabelText('Code from the mail')).toBeTruthy();
    expect(sent.slice(1)).toEqual(mails);
  });
});
