// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Answer, Reason } from '../../messages/answer.ts';
import type { StoredRows } from '../../files/import-plan.ts';
import type { Provider } from '../../sync/providers.ts';
import { defaultRingSettings } from '../../sound/ring-settings.ts';
import { checkpointRow, sessionRow, task, taskRow } from '../../store/testing/rows.ts';
import { OptionsPage } from './page.tsx';
import { installCatalogue } from '../testing/catalogue.ts';
import { someInsight, someJournal } from '../testing/diagnosis.ts';
import { afternoon, stillActs, stillLive, twoDevices } from '../testing/fixtures.ts';
import type { Still } from '../testing/fixtures.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

const nothing: StoredRows = { owner: 'local', user: null, tasks: [], sessions: [], checkpoints: [] };
const atHand: StoredRows = { ...nothing, tasks: [taskRow(), taskRow({ id: 'old', deleted_at: 5 })] };
const inAccount: StoredRows = {
  ...nothing,
  tasks: [taskRow(), taskRow({ id: 'b' })],
  sessions: [sessionRow(), sessionRow({ id: 'void', end_time: null })],
  checkpoints: [checkpointRow({ timestamp: afternoon - 60_000 })],
};
const signedOut: Still = { status: { account: null, link: 'signed-out' } };

function openOptions(still: Still = {}, answer?: Answer) {
  const live = stillLive(still);
  const { acts, sent } = stillActs(answer);
  const around = {
    version: '1.2.3',
    userAgent: 'Netscape',
    hasBuiltInServer: true,
    theme: 'system' as const,
    setTheme: vi.fn(),
    language: { chosen: signal<string | null>(null), choose: vi.fn() },
    journal: signal(someJournal),
    inspect: vi.fn(() => Promise.resolve(someInsight)),
    copy: vi.fn(() => Promise.resolve()),
    probe: vi.fn(() => Promise.resolve<Answer>(answer ?? { ok: true })),
    providers: {
      list: vi.fn(() => Promise.resolve<Provider[]>([])),
      permit: vi.fn(() => Promise.resolve(true)),
    },
    redirectUrl: 'https://here.chromiumapp.org/',
    data: {
      read: vi.fn((owner: string | null) => Promise.resolve(owner === null ? atHand : inAccount)),
      now: () => afternoon,
      offsetAt: () => 0,
      derive: (name: string) => name,
      save: vi.fn(),
    },
    sounds: { stored: signal(defaultRingSettings), store: vi.fn(), play: vi.fn() },
    focus: {
      missing: () => Promise.resolve([]),
      ask: vi.fn(),
      giveBack: vi.fn(),
      watch: () => () => undefined,
    },
    keys: { list: () => Promise.resolve([]), change: vi.fn() },
  };
  render(<OptionsPage live={live} acts={acts} around={around} />);
  return { live, sent, around };
}

const section = (name: string) => within(screen.getByRole('region', { name }));
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const fill = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

describe('UI-8, UI-20 timer', () => {
  it('UI-20 switches the two kinds of auto-start', () => {
    const { sent } = openOptions({ settings: { auto_start_breaks: true } });
    fireEvent.click(screen.getByRole('switch', { name: 'Start breaks by themselves', checked: true }));
    fireEvent.click(screen.getByRole('switch', { name: 'Start focus by itself', checked: false }));
    expect(sent).toEqual([
      { type: 'set-preferences', preferences: { auto_start_breaks: false } },
      { type: 'set-preferences', preferences: { auto_start_focus: true } },
    ]);
  });

  it('UI-20 stores a daily goal when the field is left', () => {
    const { sent } = openOptions();
    fill('Focus a day, in minutes', '120');
    expect(sent).toEqual([]);
    fireEvent.change(screen.getByLabelText('Focus a day, in minutes'));
    expect(sent).toEqual([{ type: 'set-preferences', preferences: { daily_goal: 120 } }]);
  });

  it.each(['', '-1', '1441', '1.5'])('UI-20 stores no daily goal of %j', (typed) => {
    const { sent } = openOptions();
    fill('Focus a day, in minutes', typed);
    fireEvent.change(screen.getByLabelText('Focus a day, in minutes'));
    expect(sent).toEqual([]);
    expect(screen.getByText('Choose 0 to 1440 minutes.')).toBeTruthy();
  });

  it('UI-20 lets a new day begin at night', () => {
    const { sent } = openOptions();
    fireEvent.change(screen.getByLabelText('A new day begins at'), { target: { value: '4' } });
    expect(sent).toEqual([{ type: 'set-preferences', preferences: { day_starts_at: 4 } }]);
  });

  it('UI-8 chooses and edits presets here too', () => {
    const { sent } = openOptions();
    fireEvent.click(screen.getByRole('radio', { name: 'Use “Long”' }));
    press('Edit preset “Long”');
    fireEvent.input(screen.getByRole('spinbutton', { name: /^Long break/ }), { target: { value: '20' } });
    press('Save');
    expect(sent[0]).toEqual({ type: 'set-preferences', preferences: { preset: 'long' } });
    expect(sent[1]).toMatchObject({ type: 'edit-preset', key: 'long', preset: { long_break: 20 } });
  });
});

describe('UI-16 account', () => {
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

  it('without a server it offers no form that cannot work', () => {
    openOptions({ status: { account: null, link: 'signed-out', server: null } });
    expect(screen.queryByLabelText('E-mail')).toBeNull();
    expect(section('Account').getByText(/no server to sync with yet/)).toBeTruthy();
  });

  it('asks before it signs out what becomes of the copy, and keeps it by default', () => {
    const { sent } = openOptions();
    press('Sign out');
    expect(sent).toEqual([]);
    expect(screen.queryByText(/not reached the server/)).toBeNull();
    press('Sign out');
    expect(sent).toEqual([{ type: 'sign-out', keep: true }]);
  });

  it('warns when changes wait that would be lost', () => {
    const { sent } = openOptions({ waiting: 3 });
    press('Sign out');
    expect(screen.getByText(/^3 changes have not reached the server yet/)).toBeTruthy();
    press('Sync first');
    fireEvent.click(screen.getByRole('radio', { name: /^Remove them/ }));
    press('Sign out');
    expect(sent).toEqual([{ type: 'sync-now' }, { type: 'sign-out', keep: false }]);
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
    ['too_many_mails', /^No further mail can be sent/],
  ])('says why none was mailed: %s', async (reason, sentence) => {
    openOptions(signedOut, { ok: false, reason });
    fill('E-mail', 'ada@example.org');
    press('Mail me a code instead');
    expect(await screen.findByText(sentence)).toBeTruthy();
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

describe('ACCOUNT-9 both sides have something', () => {
  const waits: Still = {
    status: { account: null, link: 'signed-out', joining: { id: 'ada', email: 'ada@example.org' } },
  };

  it('shows how much, and keeps both unless told otherwise', async () => {
    const { sent } = openOptions(waits);
    expect(await section('Account').findByText('1 task, 0 sessions')).toBeTruthy();
    expect(section('Account').getByText('2 tasks, 1 session, a timer under way')).toBeTruthy();
    expect(screen.queryByLabelText('E-mail')).toBeNull();
    press('Go on');
    expect(sent).toEqual([{ type: 'join', choice: 'both' }]);
  });

  it.each([
    ['Keep only what the account has', 'account'],
    ["Keep this browser's tasks only", 'here'],
  ])('%s', (name, choice) => {
    const { sent } = openOptions(waits);
    fireEvent.click(screen.getByRole('radio', { name }));
    press('Go on');
    expect(sent).toEqual([{ type: 'join', choice }]);
  });

  it('can be called off', () => {
    const { sent } = openOptions(waits);
    press('Cancel the sign-in');
    expect(sent).toEqual([{ type: 'sign-out', keep: true }]);
  });
});

describe('UI-32 the redirect URL of providers', () => {
  it('is shown where there is a server, to be copied', async () => {
    const { around } = openOptions(signedOut);
    expect(section('Sync server').getByText('https://here.chromiumapp.org/')).toBeTruthy();
    press('Copy the redirect URL');
    expect(around.copy).toHaveBeenCalledWith('https://here.chromiumapp.org/');
    expect(await section('Sync server').findByText('Copied')).toBeTruthy();
  });

  it('is not shown where there is none', () => {
    openOptions({ status: { account: null, link: 'signed-out', server: null } });
    expect(screen.queryByRole('button', { name: 'Copy the redirect URL' })).toBeNull();
  });
});

describe('ACCOUNT-6, ACCOUNT-8, ACCOUNT-10 what may befall an account', () => {
  const problem = (reason: string): Still => ({
    status: { link: 'problem', problem: { reason, detail: '' } },
  });

  it('ACCOUNT-8 is deleted only once its address was typed', () => {
    const { sent } = openOptions();
    press('Delete account…');
    press('Delete the account');
    expect(screen.getByText('This is not the address of the account.')).toBeTruthy();
    expect(sent).toEqual([]);
    fill('To confirm, type the e-mail address of the account', 'Ada@example.org ');
    fireEvent.click(screen.getByRole('radio', { name: /^Remove everything/ }));
    press('Delete the account');
    expect(sent).toEqual([{ type: 'delete-account', keep: false }]);
  });

  it.each([
    ['session_expired', /^Your sign-in as ada@example.org has ended/],
    ['device_removed', /^This browser was removed from your account on another device/],
  ])('ACCOUNT-10 %s: says so, and signs in again', (reason, sentence) => {
    const { sent } = openOptions(problem(reason));
    expect(section('Account').getByText(sentence)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('ada@example.org');
    fill('Password', 'secret');
    fireEvent.submit(screen.getByLabelText('E-mail').closest('form')!);
    expect(sent).toEqual([{ type: 'sign-in', email: 'ada@example.org', password: 'secret' }]);
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

  it('ACCOUNT-6 lists what the server refused', () => {
    openOptions({ aside: [{ change: task(), code: '23514', reason: 'Too long.', at: afternoon }] });
    expect(section('Account').getByText('Task “Write the report”')).toBeTruthy();
  });

  it('DEVICE-1 another device is signed out from here after a second question; this one is not offered', () => {
    const { sent } = openOptions();
    const items = section('Devices').getAllByRole('listitem');
    expect(within(items[0]!).queryByRole('button')).toBeNull();
    fireEvent.click(within(items[1]!).getByRole('button', { name: 'Remove' }));
    expect(sent).toEqual([]);
    press('Remove it');
    expect(sent).toEqual([{ type: 'remove-device', id: 'there' }]);
  });
});

describe('UI-17 sync server', () => {
  const url = 'https://abc.supabase.co';
  const key = 'sb_publishable_abc';

  it('tests a connection and says that it works', async () => {
    const { sent, around } = openOptions();
    fill('Project URL', `${url}/`);
    fill('Publishable key', key);
    press('Test connection');
    expect(await screen.findByText('The connection works.')).toBeTruthy();
    expect(around.probe).toHaveBeenCalledWith({ url, key });
    expect(sent).toEqual([]);
  });

  it.each<[Reason, RegExp]>([
    ['not_supabase', /not a Supabase project/],
    ['wrong_key', /does not accept this publishable key/],
    ['no_schema', /tables are not set up/],
    ['unreachable', /cannot be reached/],
  ])('says what is wrong: %s', async (reason, sentence) => {
    openOptions({}, { ok: false, reason });
    fill('Project URL', url);
    fill('Publishable key', key);
    press('Test connection');
    expect(await section('Sync server').findByText(sentence)).toBeTruthy();
  });

  it('does not ask a server with what cannot be right', () => {
    const { sent } = openOptions();
    fill('Project URL', url);
    fill('Publishable key', 'sb_secret_abc');
    press('Use this server');
    expect(sent).toEqual([]);
    expect(section('Sync server').getByText(/^This is a secret key/)).toBeTruthy();
  });

  it('uses an own server that works, and goes back to the built-in one', async () => {
    const { sent } = openOptions({ status: { server: { url, key, own: true } } });
    expect(screen.getByLabelText<HTMLInputElement>('Project URL').value).toBe(url);
    press('Use this server');
    await waitFor(() => expect(sent).toEqual([{ type: 'connect', server: { url, key } }]));
    press('Use the built-in project');
    expect(sent.at(-1)).toEqual({ type: 'connect', server: null });
  });
});

const somebody = '0b8f8f6e-8a3c-5d0e-9a53-1f6d1f0c7f01';

describe('UI-18, UI-19, UI-22, DIAG-5 devices, colours and diagnostics', () => {
  it('UI-18 lists this browser first, and no removed ones', () => {
    const removed = { ...twoDevices[1]!, id: 'old', name: 'Old', removed_at: afternoon };
    openOptions({ devices: [removed, ...twoDevices.toReversed()] });
    const items = section('Devices').getAllByRole('listitem');
    expect(items.map((item) => item.querySelector('strong')?.textContent)).toEqual([
      'Chrome · Linux',
      'Firefox · Linux',
    ]);
    expect(items[0]?.textContent).toContain('This browser');
    expect(items[1]?.textContent).toMatch(/Last seen .*2026/);
  });

  it('LANG-1 chooses the language, or the browser’s', () => {
    const { around } = openOptions();
    const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Language' });
    expect(choice.selectedOptions[0]?.textContent).toBe('As the browser');
    fireEvent.change(choice, { target: { value: 'pt_BR' } });
    expect(around.language.choose).toHaveBeenLastCalledWith('pt_BR');
    fireEvent.change(choice, { target: { value: '' } });
    expect(around.language.choose).toHaveBeenLastCalledWith(null);
  });

  it('UI-19 chooses the colours', () => {
    const { around } = openOptions();
    fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(around.setTheme).toHaveBeenCalledWith('dark');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Dark' }).checked).toBe(true);
  });

  it('UI-22 copies diagnostics that name nobody', async () => {
    const { around } = openOptions({
      waiting: 2,
      settings: { current_task: 'task' },
      status: { link: 'problem', problem: { reason: 'unexpected', detail: 'no row of ada@example.org' } },
      aside: [{ change: task({ id: somebody }), code: '23514', reason: 'Write the report!', at: 1 }],
    });
    await screen.findByText('Acts on the timer: 1, Tasks: 1');
    press('Copy diagnostics');
    expect(await screen.findByText('Copied')).toBeTruthy();
    const text = String(around.copy.mock.calls.flat()[0]);
    expect(text).toContain('baton 1.2.3');
    expect(text).toContain('changes: 2 waiting, pomodoro_checkpoints 1, tasks 1, 1 refused');
    expect(text).toContain('cursor: 1812, epoch 0b8f8f6e\n');
    expect(text).toContain('clock offset: 0 ms, ± 22 ms');
    expect(text).toMatch(/fail unreachable TypeError: Failed to fetch … ×3/);
    expect(text).toMatch(/wake pulse ×14/);
    for (const secret of ['ada', 'sb_publishable', 'supabase.co', 'report', somebody]) {
      expect(text).not.toContain(secret);
    }
  });

  it('DIAG-5 tells on the screen how things stand and what happened, in words', async () => {
    openOptions({ waiting: 2 });
    const about = section('About');
    expect(about.getByText('abc.supabase.co')).toBeTruthy();
    expect(await about.findByText('1,812 (epoch 0b8f8f6e)')).toBeTruthy();
    expect(about.getByText('0 ms from the server, give or take 22 ms')).toBeTruthy();
    const [errors, events] = about.getAllByRole('list', { hidden: true });
    expect(errors?.textContent).toContain('A call failed: The server cannot be reached.');
    expect([...(events?.querySelectorAll('li span') ?? [])].map(({ textContent }) => textContent)).toEqual([
      'Woken: a look at the connection ×14',
      expect.stringContaining('A call failed') as string,
      'News with rows: 1 ×2',
      'Synced: 1 sent, 2 received',
      'Channel open',
      'Woken: start or restart',
    ]);
  });
});
