import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newAddress, openAuthRoom, password, type AuthRoom } from '../testing/auth-room.ts';

let links: AuthRoom;
let codes: AuthRoom;

beforeAll(async () => {
  links = await openAuthRoom({ mails: 'link', enable_confirmations: true });
  codes = await openAuthRoom({ otp_length: 8, max_frequency: 0 });
});

afterAll(async () => {
  await links.close();
  await codes.close();
});

const expired = { status: 403, code: 'otp_expired' };

describe('LOCAL-37 a mail as Auth sends it by default', () => {
  it('has a link and no code, and the hash in the link signs in, once', async () => {
    const email = newAddress();
    const { auth } = links.client();
    expect((await auth.signInWithOtp({ email })).error).toBeNull();
    const [mail] = await links.mailsTo(email);
    expect(mail?.code).toBeNull();
    expect(`${mail?.text} ${mail?.html}`).not.toMatch(/\b\d{6,10}\b/);
    const link = new URL(mail?.link ?? '');
    expect(link.href).toMatch(`${links.backend.url}/auth/v1/verify?token=`);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      token: expect.stringMatching(/^[0-9a-f]{56}$/) as unknown,
      type: 'signup',
      redirect_to: links.backend.url,
    });
    const token_hash = await links.hashFor(email);
    const { data } = await auth.verifyOtp({ token_hash, type: 'email' });
    expect(data.user?.email).toBe(email);
    expect((await auth.verifyOtp({ token_hash, type: 'email' })).error).toMatchObject(expired);
  });

  it('wants no address beside the hash', async () => {
    const email = newAddress();
    await links.client().auth.signInWithOtp({ email });
    const body = { token_hash: await links.hashFor(email), type: 'email', email };
    const answer = await links.ask('POST', '/auth/v1/verify', { body });
    expect([answer.status, answer.body['error_code']]).toEqual([400, 'validation_failed']);
  });

  it('has a prefix where a code challenge came along, and needs no verifier', async () => {
    const email = newAddress();
    await links.ask('POST', '/auth/v1/otp', {
      body: { email, code_challenge: 'x'.repeat(43), code_challenge_method: 's256' },
    });
    const token_hash = await links.hashFor(email);
    expect(token_hash).toMatch(/^pkce_/);
    expect((await links.client().auth.verifyOtp({ token_hash, type: 'email' })).error).toBeNull();
  });

  it('is one for a password that was forgotten, too, and tells nobody who has an account', async () => {
    const email = newAddress();
    await links.client().auth.signUp({ email, password });
    const { auth } = links.client();
    await auth.verifyOtp({ token_hash: await links.hashFor(email), type: 'signup' });
    links.clock.ahead += 60_000;
    expect((await auth.resetPasswordForEmail(email)).error).toBeNull();
    expect((await auth.resetPasswordForEmail(newAddress())).error).toBeNull();
    const recovered = await links
      .client()
      .auth.verifyOtp({ token_hash: await links.hashFor(email), type: 'recovery' });
    expect(recovered.data.user?.email).toBe(email);
  });

  it('signs in a page where it is opened, and tells the page where it is old', async () => {
    const email = newAddress();
    await links.client().auth.signInWithOtp({ email });
    const [mail] = await links.mailsTo(email);
    const open = async () => {
      const answer = await fetch(mail?.link ?? '', { redirect: 'manual' });
      return new URL(answer.headers.get('Location') ?? '').hash;
    };
    expect(await open()).toContain('access_token=');
    expect(await open()).toContain('error_code=otp_expired');
  });
});

describe('LOCAL-37 a code', () => {
  it('has as many digits as the project wants, and no other length', async () => {
    const email = newAddress();
    const { auth } = codes.client();
    await auth.signInWithOtp({ email });
    const [mail] = await codes.mailsTo(email);
    expect(mail?.code).toMatch(/^\d{8}$/);
    expect((await auth.verifyOtp({ email, token: mail?.code ?? '', type: 'email' })).error).toBeNull();
  });
});

describe('LOCAL-38 of the tokens of a person', () => {
  it('only that of the newest mail is good', async () => {
    const { email } = await codes.somebody();
    const { auth } = codes.client();
    await auth.signInWithOtp({ email });
    const first = await codes.hashFor(email);
    await auth.resetPasswordForEmail(email);
    expect((await auth.verifyOtp({ token_hash: first, type: 'email' })).error).toMatchObject(expired);
    const second = await codes.hashFor(email);
    expect((await auth.verifyOtp({ token_hash: second, type: 'email' })).error).toBeNull();
  });

  it('old and foreign ones are refused alike', async () => {
    const { email } = await codes.somebody();
    const other = await codes.somebody();
    const { auth } = codes.client();
    await auth.signInWithOtp({ email });
    const [mail] = await codes.mailsTo(email);
    const token = mail?.code ?? '';
    expect((await auth.verifyOtp({ email: other.email, token, type: 'email' })).error).toMatchObject(expired);
    codes.clock.ahead += 3_601_000;
    expect((await auth.verifyOtp({ email, token, type: 'email' })).error).toMatchObject(expired);
  });
});

describe('LOCAL-39 somebody who got a mail just now', () => {
  it('waits for the next one, whatever it is for, and is told how long', async () => {
    const email = newAddress();
    const { auth } = links.client();
    await auth.signUp({ email, password });
    links.clock.ahead += 13_000;
    const asked = [
      await auth.signInWithOtp({ email }),
      await auth.resetPasswordForEmail(email),
      await auth.resend({ type: 'signup', email }),
      await auth.signUp({ email, password }),
    ];
    for (const { error } of asked)
      expect(error).toMatchObject({
        status: 429,
        code: 'over_email_send_rate_limit',
        message: expect.stringMatching(/you can only request this after 4\d seconds\.$/) as unknown,
      });
    expect(await links.mailsTo(email)).toHaveLength(1);
    expect((await auth.signInWithOtp({ email: newAddress() })).error).toBeNull();
    links.clock.ahead += 47_000;
    expect((await auth.resend({ type: 'signup', email })).error).toBeNull();
  });
});
