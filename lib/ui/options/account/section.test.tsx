// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { task } from '../../../store/testing/rows.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { afternoon, twoDevices, type PageFixture } from '../../testing/fixtures.ts';
import { fill, openOptions, press, section } from '../testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

it('UI-45 without a server it offers no form that cannot work', () => {
  openOptions({ status: { account: null, link: 'signed-out', server: null } });
  expect(screen.queryByLabelText('E-mail')).toBeNull();
  expect(section('Account').getByText(/No sync server yet/)).toBeTruthy();
});

describe('ACCOUNT-6, ACCOUNT-8, ACCOUNT-10 what may befall an account', () => {
  const problem = (reason: string): PageFixture => ({
    status: { link: 'problem', problem: { reason, detail: '' } },
  });

  it('ACCOUNT-8 UI-155 is deleted only once its address was typed', () => {
    const { sent } = openOptions();
    const opener = screen.getByRole('button', { name: 'Delete account…' });
    press('Delete account…');
    expect([opener.isConnected, opener.getAttribute('aria-expanded')]).toEqual([true, 'true']);
    press('Delete the account');
    expect(screen.getByText('This is not the address of the account.')).toBeTruthy();
    expect(sent).toEqual([]);
    fill('To confirm, type the e-mail address of the account', 'Ada@example.org ');
    fireEvent.click(screen.getByRole('radio', { name: /^Remove everything/ }));
    press('Delete the account');
    expect(sent).toEqual([{ type: 'delete-account', keep: false }]);
  });

  it.each([
    ['session_expired', /^You are no longer signed in as ada@example.org/],
    ['device_removed', /^This browser was removed from your account on another device/],
    ['user_banned', /^This account is blocked on the server/],
  ])('ACCOUNT-10 %s: says so, and signs in again', (reason, sentence) => {
    const { sent } = openOptions(problem(reason));
    expect(section('Account').getByText(sentence)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('ada@example.org');
    fill('Password', 'secret');
    fireEvent.submit(screen.getByLabelText('E-mail').closest('form')!);
    expect(sent).toEqual([{ type: 'sign-in', email: 'ada@example.org', password: 'secret' }]);
  });

  it.each([
    ['project_paused', /^This Supabase project is paused/],
    ['project_restricted', /is restricted/],
    ['token_refused', /^You are signed in, but/],
  ])('ACCOUNT-25 %s: says so to whoever is signed in', (reason, sentence) => {
    openOptions(problem(reason));
    expect(section('Account').getByText(sentence)).toBeTruthy();
    expect(section('Account').getByText('Signed in as ada@example.org')).toBeTruthy();
  });

  it('ACCOUNT-10 a removal that was heard of counts where the server only knows of an ended login', () => {
    openOptions({ ...problem('session_expired'), devices: [{ ...twoDevices[0]!, removed_at: afternoon }] });
    expect(section('Account').getByText(/^This browser was removed from your account/)).toBeTruthy();
  });

  it('ACCOUNT-10 account_deleted: says so, and asks what stays here', () => {
    const { sent } = openOptions(problem('account_deleted'));
    expect(section('Account').getByText(/^The account ada@example.org was deleted/)).toBeTruthy();
    press('Go on without this account');
    expect(sent).toEqual([{ type: 'sign-out', keep: true }]);
  });

  it('ACCOUNT-37 says what the server has nearly no more room for', () => {
    openOptions({ status: { filled: { tasks: 83, devices: 100 } } });
    expect(section('Account').getByText(/yours is nearly full/)).toBeTruthy();
    expect(
      section('Account')
        .getAllByText(/used$/)
        .map((item) => item.textContent),
    ).toEqual(['Tasks: 83% used', 'Browsers: 100% used']);
  });

  it('ACCOUNT-37 says nothing of room while there is enough', () => {
    openOptions({ status: { filled: {} } });
    expect(section('Account').queryByText(/nearly full/)).toBeNull();
  });

  it('ACCOUNT-6 lists what the server refused', () => {
    openOptions({ setAside: [{ change: task(), code: '23514', reason: 'Too long.', at: afternoon }] });
    expect(section('Account').getByText('Task “Write the report”')).toBeTruthy();
  });
});
