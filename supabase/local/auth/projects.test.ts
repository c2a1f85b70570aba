import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newAddress, openAuthRoom, password, type AuthRoom } from '../testing/auth-room.ts';

let guarded: AuthRoom;
let closed: AuthRoom;
let mailless: AuthRoom;

beforeAll(async () => {
  guarded = await openAuthRoom({ captcha: 'solved', enable_confirmations: true });
  closed = await openAuthRoom({ enable_signup: false, team: ['ada@team.example'] });
  mailless = await openAuthRoom({ enable_email: false });
});

afterAll(async () => {
  await Promise.all([guarded, closed, mailless].map((room) => room.close()));
});

describe('LOCAL-42 a project', () => {
  it('that wants a CAPTCHA refuses passwords and mails without one, and renews without one', async () => {
    const { auth } = guarded.client();
    const email = newAddress();
    const failed = { status: 400, code: 'captcha_failed' };
    expect((await auth.signUp({ email, password })).error).toMatchObject(failed);
    expect((await auth.signInWithPassword({ email, password })).error).toMatchObject(failed);
    expect((await auth.signInWithOtp({ email })).error).toMatchObject(failed);
    expect((await auth.resetPasswordForEmail(email)).error).toMatchObject(failed);
    const options = { captchaToken: 'solved' };
    expect((await auth.signUp({ email, password, options })).error).toBeNull();
    const token_hash = await guarded.hashFor(email);
    expect((await auth.verifyOtp({ token_hash, type: 'email' })).error).toBeNull();
    expect((await auth.refreshSession()).error).toBeNull();
  });

  it('that wants nobody new says so', async () => {
    const { auth } = closed.client();
    expect((await auth.signUp({ email: newAddress(), password })).error?.code).toBe('signup_disabled');
    expect((await auth.signInWithOtp({ email: newAddress() })).error?.code).toBe('signup_disabled');
  });

  it('without own mail writes to its team only', async () => {
    const made = (email: string) => closed.client(closed.backend.secret_key).auth.admin.createUser({ email });
    await made('ada@team.example');
    const stranger = newAddress();
    await made(stranger);
    const { auth } = closed.client();
    expect((await auth.signInWithOtp({ email: 'ada@team.example' })).error).toBeNull();
    expect((await auth.signInWithOtp({ email: stranger })).error).toMatchObject({
      status: 400,
      code: 'email_address_not_authorized',
    });
  });

  it('without passwords and codes says so', async () => {
    const { auth } = mailless.client();
    const email = newAddress();
    expect((await auth.signInWithPassword({ email, password })).error?.code).toBe('email_provider_disabled');
    expect((await auth.signInWithOtp({ email })).error?.code).toBe('email_provider_disabled');
    expect((await auth.signUp({ email, password })).error?.code).toBe('email_provider_disabled');
  });
});

describe('LOCAL-43 the settings of a project', () => {
  it('tell what everybody may know', async () => {
    const { body } = await closed.ask('GET', '/auth/v1/settings');
    expect(body).toMatchObject({ disable_signup: true, mailer_autoconfirm: true, saml_enabled: false });
    const { body: strict } = await guarded.ask('GET', '/auth/v1/settings');
    expect(strict).toMatchObject({
      disable_signup: false,
      mailer_autoconfirm: false,
      external: { email: true, phone: false, github: false, anonymous_users: false },
    });
    expect((await mailless.ask('GET', '/auth/v1/settings')).body).toMatchObject({
      external: { email: false },
    });
  });
});
