import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readMailProof, type MailProof, type MailPurpose } from '../../lib/sync/mail-proof.ts';
import { probeCaptcha } from '../../lib/sync/supabase/probe-captcha.ts';
import type { Backend } from '../../supabase/local/backend.ts';
import { connect } from '../../supabase/local/connect.ts';
import { useBackend } from './testing/use-backend.ts';

const { backend, startAnother, openBrowser } = useBackend();
const password = 'hunter22';

/** What the newest mail to an address brings: its link where it has no code, else the code. */
async function proofFor({ url, mail_url }: Backend, email: string, purpose: MailPurpose): Promise<MailProof> {
  const answer = await fetch(`${mail_url}?to=${email}`, { headers: { accept: 'application/json' } });
  const [newest] = (await answer.json()) as { code: string | null; text: string }[];
  const read = readMailProof(newest?.code ?? newest?.text ?? '', url, purpose);
  if (!read.ok) throw new Error(`The mail to ${email} brings ${read.reason}.`);
  return read.proof;
}

const reasonOf = async (call: Promise<{ ok: boolean; reason?: string }>): Promise<string> =>
  (await call).reason ?? 'none';

test.each(['link', 'code'] as const)(
  'CLIENT-40 what mails bring confirms, signs in, recovers and changes the address: %s',
  async (mails) => {
    const strict = await startAnother({
      auth: {
        mails,
        otp_length: 8,
        enable_confirmations: true,
        max_frequency: 0,
        require_current_password: true,
      },
    });
    const { auth } = await openBrowser(strict);
    const other = await openBrowser(strict);
    const email = `${randomUUID()}@example.org`;
    expect(await reasonOf(auth.signUp({ email, password }))).toBe('email_not_confirmed');
    const first = await proofFor(strict, email, 'enter');
    expect(await auth.enterProof(email, first)).toMatchObject({ ok: true });
    expect(await reasonOf(other.auth.enterProof(email, first))).toBe('wrong_code');
    expect(await other.auth.sendMail(email, false)).toMatchObject({ ok: true });
    const older = await proofFor(strict, email, 'enter');
    expect(await other.auth.sendRecovery(email)).toMatchObject({ ok: true });
    expect(await reasonOf(other.auth.enterProof(email, older))).toBe('wrong_code');
    expect(await other.auth.enterProof(email, await proofFor(strict, email, 'enter'))).toMatchObject({
      ok: true,
    });
    // Who came by that mail has forgotten the present one.
    expect(await other.auth.changes.changePassword({ password: 'battery staple' })).toMatchObject({
      ok: true,
    });
    expect(await reasonOf(auth.renewLogin())).toBe('session_expired');

    const wanted = `${randomUUID()}@example.org`;
    const { changes } = other.auth;
    expect(await reasonOf(changes.changeAddress(wanted))).toBe('address_not_confirmed');
    const before = await proofFor(strict, email, 'change');
    expect(await reasonOf(changes.proveAddress(wanted, before))).toBe('other_address_left');
    expect(await changes.proveAddress(wanted, await proofFor(strict, wanted, 'change'))).toMatchObject({
      ok: true,
    });
    expect(await other.auth.renewLogin()).toMatchObject({ value: { email: wanted } });
    await strict.stop();
  },
);

test('CLIENT-41 a new password wants what the project wants, and says what', async () => {
  const strict = await startAnother({
    auth: { require_current_password: true, secure_password_change: true },
  });
  const { auth } = await openBrowser(strict);
  const email = `${randomUUID()}@example.org`;
  expect(await auth.signUp({ email, password })).toMatchObject({ ok: true });
  const { changes } = auth;
  const change = (more: { current?: string; nonce?: string } = {}) =>
    reasonOf(changes.changePassword({ password: 'battery staple', ...more }));
  expect(await change()).toBe('current_password_needed');
  expect(await change({ current: 'wrong' })).toBe('wrong_current_password');
  expect(await reasonOf(changes.changePassword({ password, current: password }))).toBe('same_password');
  const sql = connect(strict.db_url);
  await sql`
    update auth.sessions s set created_at = s.created_at - interval '2 days'
    from auth.users u where u.id = s.user_id and u.email = ${email}`;
  await sql.end();
  expect(await change({ current: password })).toBe('reauthentication_needed');
  expect(await changes.sendNonce()).toMatchObject({ ok: true });
  expect(await reasonOf(changes.sendNonce())).toBe('mail_too_soon');
  expect(await change({ current: password, nonce: '000000' })).toBe('wrong_nonce');
  const mailed = await proofFor(strict, email, 'enter');
  const nonce = 'code' in mailed ? mailed.code : '';
  expect(await change({ current: password, nonce })).toBe('none');
  await strict.stop();
});

test('CLIENT-42 a CAPTCHA that is wanted is found by a sign-in that names nobody', async () => {
  const guarded = await startAnother({ auth: { captcha: 'solved' } });
  const ask = ({ url, publishable_key: key }: Backend) => probeCaptcha({ url, key }, fetch);
  expect([await ask(guarded), await ask(backend())]).toEqual([true, false]);
  await guarded.stop();
});

test('CLIENT-43 a name is changed in the person’s row, which comes to their other browsers', async () => {
  const browser = await openBrowser();
  const email = `${randomUUID()}@example.org`;
  await browser.auth.signUp({ email, password });
  await browser.loop.syncNow();
  expect(await browser.auth.changes.changeUsername('Countess')).toMatchObject({ ok: true });
  await browser.loop.syncNow();
  expect(await browser.ledger.all('users')).toMatchObject([{ username: 'Countess', email }]);
});
