// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Answer, Reason } from '../command.ts';
import { defaultSounds } from '../sound/sounds.ts';
import { OptionsPage } from './options-page.tsx';
import { installCatalogue } from './testing/catalogue.ts';
import { afternoon, stillActs, stillLive, twoDevices } from './testing/fixtures.ts';
import type { Still } from './testing/fixtures.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

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
    copy: vi.fn(() => Promise.resolve()),
    probe: vi.fn(() => Promise.resolve<Answer>(answer ?? { ok: true })),
    data: {
      read: vi.fn(() => Promise.reject(new Error('This page reads no data.'))),
      now: () => afternoon,
      offsetAt: () => 0,
      derive: (name: string) => name,
      save: vi.fn(),
    },
    sounds: { stored: signal(defaultSounds), store: vi.fn(), play: vi.fn() },
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

describe('UI-18, UI-19, UI-22 devices, colours and diagnostics', () => {
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
    const { around } = openOptions({ waiting: 2, settings: { current_task: 'task' } });
    press('Copy diagnostics');
    expect(await screen.findByText('Copied')).toBeTruthy();
    const text = String(around.copy.mock.calls.flat()[0]);
    expect(text).toContain('baton 1.2.3');
    expect(text).toContain('changes: 2 waiting, 0 refused');
    for (const secret of ['ada', 'sb_publishable', 'supabase.co']) expect(text).not.toContain(secret);
  });
});
