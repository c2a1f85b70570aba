// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Reason } from '../../../messages/answer.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { fill, openOptions, press, section, signedOut } from '../testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

describe('UI-17 sync server', () => {
  const url = 'https://abc.supabase.co';
  const key = 'sb_publishable_abc';

  it('tests a connection and says that it works', async () => {
    const { sent, environment } = openOptions();
    fill('Project URL', `${url}/`);
    fill('Publishable key', key);
    press('Test connection');
    expect(await screen.findByText('The connection works.')).toBeTruthy();
    expect(environment.probe).toHaveBeenCalledWith({ url, key });
    expect(sent).toEqual([]);
  });

  it('UI-148 says what else there is to know about a server that works, and speaks it', async () => {
    const { announced, environment } = openOptions();
    environment.examine.mockResolvedValue([
      { word: 'sign_up_closed' },
      { word: 'clock_off', values: ['90'] },
      { word: 'realtime_missing' },
    ]);
    fill('Project URL', url);
    fill('Publishable key', key);
    press('Test connection');
    expect(await section('Sync server').findByText(/clock is 90 s off/)).toBeTruthy();
    expect(section('Sync server').getByText('The connection works.')).toBeTruthy();
    const told = section('Sync server')
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(told).toEqual([
      'This server takes no new accounts.',
      expect.stringMatching(/clock is 90 s off/),
      expect.stringMatching(/^Realtime does not answer/),
    ]);
    await waitFor(() => expect(announced.at(-1)).toBe(['The connection works.', ...told].join(' ')));
  });

  it('UI-148 does not ask that of one that does not work, nor of one that is to be used', async () => {
    const refused = openOptions({}, { ok: false, reason: 'no_schema' });
    fill('Project URL', url);
    fill('Publishable key', key);
    press('Test connection');
    await section('Sync server').findByText(/tables are not set up/);
    expect(refused.environment.examine).not.toHaveBeenCalled();
    cleanup();
    const used = openOptions();
    fill('Project URL', url);
    fill('Publishable key', key);
    press('Use this server');
    await waitFor(() => expect(used.sent).toHaveLength(1));
    expect(used.environment.examine).not.toHaveBeenCalled();
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

  it.each<[string, string, string, Reason | null]>([
    ['Project URL', 'nonsense', key, null],
    ['Publishable key', url, 'nonsense', null],
    ['Project URL', url, key, 'unreachable'],
    ['Publishable key', url, key, 'wrong_key'],
  ])('UI-97 marks the field that is wrong, %s, and no other', async (label, typedUrl, typedKey, reason) => {
    const { announced } = openOptions({}, reason ? { ok: false, reason } : { ok: true });
    fill('Project URL', typedUrl);
    fill('Publishable key', typedKey);
    press('Test connection');
    const fields = ['Project URL', 'Publishable key'].map((name) => screen.getByLabelText(name));
    const marked = () => fields.filter((field) => field.getAttribute('aria-invalid') === 'true');
    await waitFor(() => expect(marked()).toEqual([screen.getByLabelText(label)]));
    const [described, ...others] = fields.filter((field) => field.hasAttribute('aria-describedby'));
    expect([described, others]).toEqual([marked()[0], []]);
    const id = described?.getAttribute('aria-describedby') ?? '';
    expect(announced).toEqual([...(reason ? ['Testing…'] : []), document.getElementById(id)?.textContent]);
  });

  it('UI-64 the form that creates an account follows, with the focus in it', async () => {
    const { signals } = openOptions({ status: { account: null, link: 'signed-out', server: null } });
    fill('Project URL', url);
    fill('Publishable key', key);
    press('Use this server');
    // The answer may come before the page learns which server is in use, or after it.
    await act(() => {
      signals.status.value = { ...signals.status.value, server: { url, key, own: true } };
    });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('E-mail')));
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Create account' }).checked).toBe(true);
  });

  it('SYNC-72 says where a server sends to, if the browser knows it', async () => {
    const elsewhere = 'https://other.example';
    openOptions({}, { ok: false, reason: 'redirected', detail: elsewhere });
    fill('Project URL', url);
    fill('Publishable key', key);
    press('Test connection');
    expect(
      await section('Sync server').findByText(/sends you on to https:\/\/other\.example\./),
    ).toBeTruthy();
    cleanup();
    openOptions({}, { ok: false, reason: 'redirected', detail: 'The server sends this on.' });
    fill('Project URL', url);
    fill('Publishable key', key);
    press('Test connection');
    expect(await section('Sync server').findByText(/sends Baton on to another address/)).toBeTruthy();
  });

  it('UI-93 a server that is reached unencrypted is used only after a press below what that means', async () => {
    const plain = { url: 'http://192.168.1.7:8000', key };
    const { sent, environment } = openOptions();
    fill('Project URL', plain.url);
    fill('Publishable key', key);
    press('Use this server');
    expect(section('Sync server').getByText(/can read your password/)).toBeTruthy();
    press('Use this server');
    expect(environment.probe).not.toHaveBeenCalled();
    press('Use it without encryption');
    await waitFor(() => expect(sent).toEqual([{ type: 'connect', server: plain }]));
  });

  it('UI-93 one that is in use already, and one on this machine, need no such press', async () => {
    const plain = { url: 'http://192.168.1.7:8000', key };
    const { sent } = openOptions({ status: { server: { ...plain, own: true } } });
    press('Use this server');
    await waitFor(() => expect(sent).toEqual([{ type: 'connect', server: plain }]));
    fill('Project URL', 'http://127.0.0.1:54321');
    press('Use this server');
    await waitFor(() => expect(sent.length).toBe(2));
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

describe('UI-50 the redirect URL of providers', () => {
  it('is shown where there is a server, to be copied', async () => {
    const { environment } = openOptions(signedOut);
    expect(section('Sync server').getByText('https://here.chromiumapp.org/')).toBeTruthy();
    press('Copy the redirect URL');
    expect(environment.copy).toHaveBeenCalledWith('https://here.chromiumapp.org/');
    expect(await section('Sync server').findByText('Copied')).toBeTruthy();
  });

  it('is not shown where there is none', () => {
    openOptions({ status: { account: null, link: 'signed-out', server: null } });
    expect(screen.queryByRole('button', { name: 'Copy the redirect URL' })).toBeNull();
  });
});
