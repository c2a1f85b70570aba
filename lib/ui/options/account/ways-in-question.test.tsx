// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Status } from '../../../messages/status.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import type { PageFixture } from '../../testing/fixtures.ts';
import { fill, openOptions, press, section, signedOut } from '../testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

type WaysIn = NonNullable<NonNullable<Status['joining']>['ways']>;

const asks = (ways: Partial<WaysIn>): PageFixture => ({
  status: {
    account: null,
    link: 'signed-out',
    joining: {
      id: 'ada',
      email: 'ada@example.org',
      ways: { password: false, logins: 0, providers: [], factors: 0, ...ways },
    },
  },
});

describe('ACCOUNT-26 others can open the account', () => {
  it('shows what does, in words, and neither the form nor the other question', () => {
    openOptions(asks({ password: true, logins: 2, providers: ['github', 'elsewhere'], factors: 1 }));
    const listed = section('Account').getAllByRole('listitem');
    expect(listed.map(({ textContent }) => textContent)).toEqual([
      'A password that was set before',
      '2 other sign-ins that are still open',
      'GitHub, with another e-mail address',
      'elsewhere, with another e-mail address',
      '1 second factor',
    ]);
    expect(screen.queryByLabelText('E-mail')).toBeNull();
    expect(screen.queryByText('What do you want to keep?')).toBeNull();
  });

  it('takes it away unless told otherwise, with a new password if one is typed', async () => {
    const { sent } = openOptions(asks({ password: true }));
    press('Continue');
    await screen.findByRole('button', { name: 'Continue' });
    fill('New password (optional)', 'my own secret');
    press('Continue');
    expect(sent).toEqual([
      { type: 'claim-account', keep: false },
      { type: 'claim-account', keep: false, password: 'my own secret' },
    ]);
  });

  it('keeps it for whom all of it belongs to', () => {
    const { sent } = openOptions(asks({ password: true }));
    fireEvent.click(screen.getByRole('radio', { name: 'All of this is mine, keep it' }));
    expect(screen.queryByLabelText('New password (optional)')).toBeNull();
    press('Continue');
    expect(sent).toEqual([{ type: 'claim-account', keep: true }]);
  });

  it('asks for no password where there was none, and can be called off', () => {
    const { sent } = openOptions(asks({ logins: 1 }));
    expect(screen.queryByLabelText('New password (optional)')).toBeNull();
    press('Cancel the sign-in');
    expect(sent).toEqual([{ type: 'sign-out', keep: true }]);
  });

  it('says why an answer could not be carried out', async () => {
    openOptions(asks({ password: true }), {
      ok: false,
      reason: 'password_too_short',
      detail: '',
      number: 10,
    });
    press('Continue');
    expect(await screen.findByText(/Use at least 10 characters/)).toBeTruthy();
  });
});

it('UI-94 a new password has 8 characters, before the server is asked', async () => {
  const { sent } = openOptions(asks({ password: true }));
  fill('New password (optional)', '1234567');
  press('Continue');
  expect(await screen.findByText('Use at least 8 characters.')).toBeTruthy();
  expect(sent).toEqual([]);
});

describe('ACCOUNT-28 a password that the server refused', () => {
  it('is asked for once more, and nothing else', () => {
    const { sent } = openOptions(asks({ refused: 'password_leaked' }));
    expect(screen.getByText('This password is known from data leaks. Choose another one.')).toBeTruthy();
    expect(screen.queryByRole('radio', { name: 'Take all of it away' })).toBeNull();
    fill('New password (optional)', 'another secret');
    press('Continue');
    expect(sent).toEqual([{ type: 'claim-account', keep: false, password: 'another secret' }]);
  });

  const credentials = { email: 'ada@example.org', password: 'my own secret' };

  it('goes along with the code that confirms its sign-up', async () => {
    const { sent } = openOptions(signedOut, (command) =>
      command.type === 'sign-up' ? { ok: false, reason: 'email_not_confirmed', detail: '' } : { ok: true },
    );
    fireEvent.click(screen.getByRole('radio', { name: 'Create account' }));
    fill('E-mail', credentials.email);
    fill('Password', credentials.password);
    fireEvent.submit(screen.getByLabelText('Password').closest('form')!);
    const field = await screen.findByLabelText('Link or code from the mail');
    fill('Link or code from the mail', '123456');
    fireEvent.submit(field.closest('form')!);
    expect(sent.at(-1)).toEqual({ type: 'enter-proof', proof: { code: '123456' }, ...credentials });
  });
});

describe('ACCOUNT-29 a server that cannot tell', () => {
  it('is said to whom it concerns', () => {
    openOptions({ status: { account: { id: 'ada', email: 'ada@example.org', isUnchecked: true } } });
    expect(section('Account').getByText(/could not tell Baton whether anybody else/)).toBeTruthy();
  });
});
