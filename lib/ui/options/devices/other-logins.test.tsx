// @vitest-environment happy-dom
import { act, cleanup } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { complaints } from '../../testing/complaints.ts';
import { afternoon, type FakeAnswer } from '../../testing/fixtures.ts';
import { openOptions, press, section } from '../testing/open-options.tsx';
import type { Login } from './login-card.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

const script: Login = {
  id: 'script',
  created_at: afternoon,
  renewed_at: afternoon,
  methods: ['password', 'totp', 'mfa/phone', 'new_way'],
  user_agent: '<b>curl</b>',
};
const unknown: Login = { ...script, id: 'unknown', methods: [], user_agent: '' };

async function settled(work: () => void) {
  await act(async () => {
    work();
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  });
}

async function unfold(answer: FakeAnswer) {
  const opened = openOptions({}, answer);
  expect(opened.sent).toEqual([]);
  const details = document.querySelector<HTMLDetailsElement>('.other-logins');
  if (!details) throw new Error('There is nothing to unfold.');
  await settled(() => {
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
  });
  return opened;
}
const cards = () =>
  [...document.querySelectorAll('.other-logins .card')].map(({ textContent }) => textContent);
const text = () => document.querySelector('.other-logins')?.textContent ?? '';

it('DEVICE-6 other logins are asked for once somebody looks, and shown with what is known of them', async () => {
  const { sent } = await unfold({ ok: true, logins: [script, unknown] });
  expect(sent[0]).toEqual({ type: 'list-logins' });
  const [first, second] = cards();
  expect(first).toMatch(/^<b>curl<\/b>Since .*2026.*, last renewed .*2026/);
  expect(first).toContain('Signed in with: password, second factor, new_way');
  expect(second).toMatch(/^Unknown program/);
  expect(second).not.toContain('Signed in with');
});

it('DEVICE-6 a program that calls itself by a long name is cut short', async () => {
  await unfold({ ok: true, logins: [{ ...script, user_agent: 'x'.repeat(300) }] });
  expect(document.querySelector('.other-logins strong')?.textContent).toBe(`${'x'.repeat(119)}…`);
});

it('DEVICE-6 where there are none, or the server cannot tell, a sentence says so', async () => {
  await unfold({ ok: true, logins: [] });
  expect(text()).toContain('There are none.');
  cleanup();
  await unfold({ ok: false, reason: 'no_schema' });
  expect(complaints()).toMatch(/^This server's database is of an earlier version\. It cannot tell/);
  expect(cards()).toEqual([]);
});

it('DEVICE-7 one is ended after a second question, and the list is asked for anew', async () => {
  let left = [script, unknown];
  const { sent } = await unfold((command: Command): Answer => {
    if (command.type === 'end-login') left = left.filter(({ id }) => id !== command.id);
    return command.type === 'list-logins' ? { ok: true, logins: left } : { ok: true };
  });
  const [chip] = document.querySelectorAll<HTMLElement>('.other-logins .chip');
  await settled(() => chip?.click());
  expect(section('Devices').getByText(/^Sign it out\? /)).toBeTruthy();
  expect(sent.some(({ type }) => type === 'end-login')).toBe(false);
  await settled(() => press('Yes, sign it out'));
  expect(sent).toContainEqual({ type: 'end-login', id: 'script' });
  expect(sent.at(-1)).toEqual({ type: 'list-logins' });
  expect(cards()).toHaveLength(1);
  expect(text()).toContain('It is signed out.');
  expect(document.activeElement?.textContent).toBe('Other sign-ins');
});

it('DEVICE-7 where that fails a sentence says why', async () => {
  await unfold((command: Command): Answer =>
    command.type === 'end-login'
      ? { ok: false, reason: 'unreachable' }
      : { ok: true, logins: command.type === 'list-logins' ? [script] : [] },
  );
  const [chip] = document.querySelectorAll<HTMLElement>('.other-logins .chip');
  await settled(() => chip?.click());
  await settled(() => press('Yes, sign it out'));
  expect(complaints()).toMatch(/^The server cannot be reached/);
  expect(cards()).toHaveLength(1);
});
