// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import type { FakeAnswer, PageFixture } from '../../testing/fixtures.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { openOptions, press, section } from '../testing/open-options.tsx';
import { readSetupCode } from './code.ts';

beforeAll(installCatalogue);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const server = { url: 'https://x.supabase.co', key: 'sb_publishable_x' };
const email = 'ada@example.org';
const secret = 's'.repeat(43);
const signedIn: PageFixture = {
  status: { account: { id: 'ada', email }, server: { ...server, own: true }, link: 'synced' },
};

const codes = () => [...document.querySelectorAll('.setup-code')].map(({ textContent }) => textContent);

/** The page with the card open, at a project with or without `pair`. */
async function open(hasPair: boolean, answer?: FakeAnswer) {
  const opened = openOptions(signedIn, answer);
  opened.environment.setup.hasPair.mockResolvedValue(hasPair);
  press('Add another browser');
  await waitFor(() => expect(document.querySelector('.card')?.textContent).not.toContain('One moment'));
  await waitFor(() => expect(document.querySelector('.card')).not.toBeNull());
  return opened;
}

/** What a command gets as an answer, by its step. */
const steps =
  (answers: Partial<Record<string, Answer>>): FakeAnswer =>
  (command: Command) =>
    (command.type === 'setup-code' ? answers[command.step] : undefined) ?? { ok: true };

async function pass(seconds: number): Promise<void> {
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
  await act(async () => {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
  });
}

describe('ACCOUNT-52 a setup code without pair', () => {
  it('holds server and address, and no secret; nothing is asked of the server', async () => {
    const { sent, environment } = await open(false);
    await waitFor(() => expect(codes()).toHaveLength(1));
    expect(readSetupCode(codes()[0] ?? '')).toEqual({ setup: { server, email } });
    expect(screen.getByRole('img', { name: 'The setup code as a QR code' })).toBeTruthy();
    expect(section('Account').getByText(/There is no password in it/)).toBeTruthy();
    press('Copy the setup code');
    expect(environment.copy).toHaveBeenCalledWith(codes()[0]);
    press('Done');
    expect(codes()).toEqual([]);
    expect(sent).toEqual([]);
  });

  it('is the same at a database of an earlier version, and nothing is said of it', async () => {
    await open(true, steps({ offer: { ok: false, reason: 'no_schema', detail: '' } }));
    await waitFor(() => expect(codes()).toHaveLength(1));
    expect(readSetupCode(codes()[0] ?? '')).toEqual({ setup: { server, email } });
    expect(document.querySelector('.add-browser .complaint')?.textContent).toBe('');
  });

  it('says why it signs nobody in where that is about to pass', async () => {
    await open(true, steps({ offer: { ok: false, reason: 'too_many_requests', detail: '' } }));
    await waitFor(() => expect(codes()).toHaveLength(1));
    expect(readSetupCode(codes()[0] ?? '')).toEqual({ setup: { server, email } });
    expect(document.querySelector('.add-browser .complaint')?.textContent).not.toBe('');
  });
});

describe('ACCOUNT-53 a setup code with pair', () => {
  it('holds a secret, of which the server gets the hash; it counts down and asks what became of it', async () => {
    const { sent } = await open(true);
    await waitFor(() => expect(codes()).toHaveLength(1));
    expect(readSetupCode(codes()[0] ?? '')).toEqual({ setup: { server, email, secret } });
    expect(section('Account').getByText('Good for another 05:00')).toBeTruthy();
    await pass(6);
    const hash = `hash of ${secret}`;
    expect(sent).toEqual([
      { type: 'setup-code', step: 'offer', hash },
      { type: 'setup-code', step: 'follow', hash },
      { type: 'setup-code', step: 'follow', hash },
    ]);
    expect(JSON.stringify(sent).replaceAll(hash, '')).not.toContain(secret);
  });

  it('can be taken back', async () => {
    const { sent } = await open(true);
    await waitFor(() => expect(codes()).toHaveLength(1));
    press('Take it back');
    expect(sent.at(-1)).toEqual({ type: 'setup-code', step: 'revoke', hash: `hash of ${secret}` });
    expect(codes()).toEqual([]);
  });

  it('goes once it was used, and says by whom', async () => {
    const used: Answer = { ok: false, reason: 'setup_code_used', detail: 'Firefox · Linux' };
    const { announced } = await open(true, steps({ follow: used }));
    await waitFor(() => expect(codes()).toHaveLength(1));
    await pass(3);
    await waitFor(() => expect(codes()).toEqual([]));
    const sentence = /^Used by Firefox · Linux, which is signed in/;
    expect(section('Account').getByText(sentence)).toBeTruthy();
    expect(announced.some((text) => sentence.test(text))).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    press('Make another');
    await waitFor(() => expect(codes()).toHaveLength(1));
  });

  it('goes once it was ended elsewhere', async () => {
    await open(true, steps({ follow: { ok: false, reason: 'setup_code_over', detail: '' } }));
    await waitFor(() => expect(codes()).toHaveLength(1));
    await pass(3);
    expect(await section('Account').findByText('This setup code is no longer good.')).toBeTruthy();
  });

  it('goes after five minutes, also where the server cannot be asked', async () => {
    const opened = await open(true, steps({ follow: { ok: false, reason: 'unreachable', detail: '' } }));
    await waitFor(() => expect(codes()).toHaveLength(1));
    await pass(60);
    expect(codes()).toHaveLength(1);
    opened.environment.data.now.mockReturnValue(Date.now() + 300_000);
    await pass(1);
    await waitFor(() => expect(codes()).toEqual([]));
  });
});
