import { expect, it } from 'vitest';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import { createMailWaits } from './mail-waits.ts';

const email = 'ada@example.org';
const start = 1_000_000;

async function after(command: Command, answer: Answer) {
  let now = start;
  const waits = createMailWaits(
    () => Promise.resolve(answer),
    () => now,
  );
  expect(await waits.request(command, email)).toEqual(answer);
  return (passed: number, whose = email) => {
    now = start + passed;
    return waits.left(whose);
  };
}

const refused = (reason: 'email_not_confirmed' | 'address_not_confirmed'): Answer => ({ ok: false, reason });

it.each<[Command, Answer]>([
  [{ type: 'send-mail', email, create: false }, { ok: true }],
  [{ type: 'send-recovery', email }, { ok: true }],
  [{ type: 'send-nonce' }, { ok: true }],
  [{ type: 'sign-up', email: ' Ada@example.org', password: 'x' }, refused('email_not_confirmed')],
  [{ type: 'change-address', email }, refused('address_not_confirmed')],
])('ACCOUNT-42 after a mail the next one waits a minute: $type', async (command, answer) => {
  const left = await after(command, answer);
  expect([left(0), left(500), left(59_001), left(60_000)]).toEqual([60, 60, 1, 0]);
  expect(left(0, 'grace@example.org')).toBe(0);
});

it('ACCOUNT-42 the wait that the server names counts', async () => {
  const left = await after(
    { type: 'send-mail', email, create: false },
    { ok: false, reason: 'mail_too_soon', number: 17 },
  );
  expect([left(0), left(16_500), left(17_000)]).toEqual([17, 1, 0]);
});

it.each<[Command, Answer]>([
  [
    { type: 'send-mail', email, create: false },
    { ok: false, reason: 'too_many_mails' },
  ],
  [
    { type: 'send-mail', email, create: false },
    { ok: false, reason: 'unreachable' },
  ],
  [
    { type: 'sign-in', email, password: 'x' },
    { ok: false, reason: 'email_not_confirmed' },
  ],
  [{ type: 'sign-up', email, password: 'x' }, { ok: true }],
])('ACCOUNT-42 where no mail went out nothing waits: %j', async (command, answer) => {
  const left = await after(command, answer);
  expect(left(0)).toBe(0);
});
