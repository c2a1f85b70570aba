// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Reason } from '../../../messages/answer.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { complaints } from '../../testing/complaints.ts';
import { fill, openOptions, press, section } from '../testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

/** Presses, and waits for what the answer brings. */
async function pressAndWait(name: string) {
  await act(async () => {
    press(name);
    await Promise.resolve();
  });
}

const refusing =
  (...reasons: (Reason | null)[]) =>
  (): Answer => {
    const reason = reasons.shift() ?? null;
    return reason === null ? { ok: true } : { ok: false, reason };
  };

const good = () => document.querySelector('#account .good')?.textContent;

describe('ACCOUNT-43 a new password', () => {
  const label = 'New password';

  it('is set, and what that means for the other browsers is said', async () => {
    const { sent } = openOptions();
    press('Set a new password');
    expect(document.activeElement).toBe(screen.getByLabelText(label));
    expect(section('Account').getByText(/Your other browsers are signed out/)).toBeTruthy();
    fill(label, '1234567');
    press('Set the password');
    expect(complaints()).toBe('Use at least 8 characters.');
    fill(label, 'correct horse');
    await pressAndWait('Set the password');
    expect(sent).toEqual([{ type: 'change-password', password: 'correct horse' }]);
    expect(good()).toMatch(/^The new password is set. Sign in with it in your other browsers/);
    expect(document.activeElement?.textContent).toBe('Set a new password');
  });

  it('wants the present one where the server does, and says when that is wrong', async () => {
    const { sent } = openOptions({}, refusing('current_password_needed', 'wrong_current_password'));
    press('Set a new password');
    expect(screen.queryByLabelText('Present password')).toBeNull();
    fill(label, 'correct horse');
    await pressAndWait('Set the password');
    expect(complaints()).toMatch(/^This server wants your present password, too/);
    fill('Present password', 'wrong');
    await pressAndWait('Set the password');
    expect(complaints()).toMatch(/^The present password is not right/);
    expect(screen.getByLabelText('Present password').getAttribute('aria-invalid')).toBe('true');
    fill('Present password', 'hunter22');
    await pressAndWait('Set the password');
    expect(sent.at(-1)).toEqual({ type: 'change-password', password: 'correct horse', current: 'hunter22' });
    expect(good()).not.toBe('');
  });

  it('wants a mailed code where the server does', async () => {
    const { sent } = openOptions({}, refusing('reauthentication_needed', null, 'wrong_nonce'));
    press('Set a new password');
    fill(label, 'correct horse');
    await pressAndWait('Set the password');
    await act(() => Promise.resolve());
    expect(complaints()).toMatch(/A code was mailed to ada@example.org: enter it, too/);
    expect(screen.getByRole('button', { name: 'Send another mail' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    await pressAndWait('Set the password');
    expect(complaints()).toBe('Enter the digits from the mail.');
    fill('Code from the mail', '12 34 56');
    await pressAndWait('Set the password');
    expect(complaints()).toMatch(/^This code is wrong, or it is not good any more/);
    await pressAndWait('Set the password');
    const change = { type: 'change-password', password: 'correct horse' };
    const nonce = '123456';
    expect(sent).toEqual([change, { type: 'send-nonce' }, { ...change, nonce }, { ...change, nonce }]);
  });

  it.each<[Reason, RegExp]>([
    ['same_password', /^This is the password that you have already/],
    ['password_leaked', /^This password is known from data leaks/],
    ['mfa_needed', /^This server wants a second factor/],
    ['session_expired', /^You are no longer signed in/],
    ['too_many_requests', /^Too many attempts/],
  ])('%s has a sentence', async (reason, sentence) => {
    openOptions({}, { ok: false, reason });
    press('Set a new password');
    fill(label, 'correct horse');
    await pressAndWait('Set the password');
    expect(complaints()).toMatch(sentence);
    press('Cancel');
    expect(screen.queryByLabelText(label)).toBeNull();
  });
});

describe('ACCOUNT-44 another address', () => {
  const ask = async (address: string) => {
    press('Change the e-mail address');
    fill('New e-mail address', address);
    await pressAndWait('Send the mails');
  };

  it('is confirmed with each mail that arrives', async () => {
    const { sent } = openOptions({}, refusing('address_not_confirmed', 'wrong_code', 'other_address_left'));
    await ask(' ada@new.example ');
    expect(
      section('Account').getByText(
        /^Mails are on their way to ada@new.example and perhaps to ada@example.org/,
      ),
    ).toBeTruthy();
    const label = 'Link or code from the mail';
    const token_hash = '0123456789abcdef0123';
    fill(label, `https://abc.supabase.co/auth/v1/verify?token=${token_hash}&type=email_change`);
    await pressAndWait('Confirm');
    expect(complaints()).toMatch(/^This is wrong, was used or opened already/);
    await pressAndWait('Confirm');
    expect(section('Account').getByText(/^This one is confirmed. Now take the mail/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(label).value).toBe('');
    fill(label, '654321');
    await pressAndWait('Confirm');
    const proof = { token_hash, server: 'https://abc.supabase.co' };
    const email = 'ada@new.example';
    expect(sent).toEqual([
      { type: 'change-address', email },
      { type: 'prove-address', email, proof },
      { type: 'prove-address', email, proof },
      { type: 'prove-address', email, proof: { code: '654321' } },
    ]);
    expect(good()).toMatch(/^The account has the address ada@new.example now/);
  });

  it('counts at once where the server asks for no mail', async () => {
    openOptions();
    await ask('ada@new.example');
    expect(good()).toMatch(/^The account has the address ada@new.example now/);
  });

  it.each<[string, Reason | null, RegExp]>([
    ['', null, /^Enter your e-mail address/],
    ['ADA@example.org', null, /^This is the address that the account has already/],
    ['grace@example.org', 'already_registered', /^Another account has this e-mail address/],
    ['x', 'bad_email', /^This is not a valid e-mail address/],
    ['ada@new.example', 'mail_not_allowed', /^This server may send mail only to its own team/],
  ])('%j %s has a sentence', async (address, reason, sentence) => {
    openOptions({}, refusing(reason));
    await ask(address);
    expect(complaints()).toMatch(sentence);
  });

  it('ACCOUNT-46 that was changed elsewhere is told, with what to do, until it was read', () => {
    const { sent } = openOptions({ person: { email: 'ada@new.example' } });
    expect(section('Account').getByText('Signed in as ada@new.example')).toBeTruthy();
    expect(
      section('Account').getByText(/^You signed in here as ada@example.org, but the account has the address/),
    ).toBeTruthy();
    press('Got it');
    expect(sent).toEqual([{ type: 'note-address', email: 'ada@new.example' }]);
    cleanup();
    openOptions({ person: { email: 'ada@example.org' } });
    expect(screen.queryByRole('button', { name: 'Got it' })).toBeNull();
  });

  it('ACCOUNT-46 is not told to whoever changed it on this page', async () => {
    const { sent, signals } = openOptions({ person: { email: 'ada@example.org' } });
    await ask('Ada@new.example');
    await act(() => {
      signals.person.value = { ...signals.person.value!, email: 'ada@new.example' };
    });
    expect(sent.at(-1)).toEqual({ type: 'note-address', email: 'ada@new.example' });
  });

  it('ACCOUNT-46 is the one to sign in with again', () => {
    openOptions({
      person: { email: 'ada@new.example' },
      status: { link: 'problem', problem: { reason: 'session_expired', detail: '' } },
    });
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('ada@new.example');
  });
});

describe('ACCOUNT-45 another name', () => {
  it.each(['', '  ', 'Ada Lovelace', '🍅'.repeat(41)])('is not %j', (name) => {
    const { sent } = openOptions({ person: { username: 'ada' } });
    press('Change the name');
    expect(screen.getByLabelText<HTMLInputElement>('Your name').value).toBe('ada');
    fill('Your name', name);
    press('Save the name');
    expect(complaints()).toBe('A name has 1 to 40 characters and no spaces.');
    expect(sent).toEqual([]);
  });

  it('is saved, or a sentence says why not', async () => {
    const { sent } = openOptions({}, refusing('unreachable'));
    press('Change the name');
    fill('Your name', ' Ada ');
    await pressAndWait('Save the name');
    expect(complaints()).toMatch(/^The server cannot be reached/);
    await pressAndWait('Save the name');
    expect(sent.at(-1)).toEqual({ type: 'change-username', username: 'Ada' });
    expect(good()).toBe('The account has the name Ada now.');
  });
});

it('UI-160 what is rarely changed of an account is folded away', () => {
  openOptions();
  const folded = document.querySelector('#account details');
  expect(folded?.hasAttribute('open')).toBe(false);
  fireEvent.click(screen.getByText('Password, e-mail address and name'));
  expect(folded?.querySelectorAll('button')).toHaveLength(3);
});
