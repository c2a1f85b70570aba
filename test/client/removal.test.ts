import { expect, test } from 'vitest';
import { newTask, titles } from './testing/changes.ts';
import { useBackend } from './testing/use-backend.ts';

const { openBrowser, person } = useBackend();

test('CLIENT-15 a device signed out from another one is told so', async () => {
  const [a, b] = await person(2);
  await b.loop.syncNow();
  await a.loop.syncNow();
  const device = (await a.ledger.get('devices', b.device)) ?? null;
  if (!device) throw new Error('A does not know B.');
  await a.ledger.record([{ table: 'devices', row: { ...device, removed_at: Date.now() } }]);
  await a.loop.syncNow();
  await b.loop.syncNow();
  expect(b.statuses.at(-1)?.problem?.reason).toBe('device_removed');
});

test('CLIENT-16 a removed device is told so, and signing in takes it back', async () => {
  const [a, b] = await person(2);
  await b.loop.syncNow();
  expect(await a.auth.removeDevice(b.device)).toEqual({ ok: true, value: null });
  await b.ledger.record([newTask('Meanwhile')]);
  await b.loop.syncNow();
  expect(b.statuses.at(-1)?.problem?.reason).toBe('device_removed');
  const session = await a.connection.login();
  const email = session.ok ? (session.value.user.email ?? '') : '';
  expect(await b.auth.signIn({ email, password: 'hunter22' })).toMatchObject({ ok: true });
  await b.loop.syncNow();
  await a.loop.syncNow();
  expect(await titles(a)).toEqual(['Meanwhile']);
  expect((await a.ledger.get('devices', b.device))?.removed_at).toBeNull();
});

test('DEVICE-2 a name that is given on one device arrives on the other, and no sync takes it back', async () => {
  const [a, b] = await person(2);
  await b.loop.syncNow();
  await a.loop.syncNow();
  const named = () => b.ledger.get('devices', b.device);
  expect(await named()).toMatchObject({ name: 'Chrome', chosen_name: null });
  expect(await a.auth.renameDevice(b.device, 'Kitchen')).toEqual({ ok: true, value: null });
  await b.loop.syncNow();
  expect(await named()).toMatchObject({ name: 'Chrome', chosen_name: 'Kitchen' });
  await b.ledger.record([newTask('Later')]);
  await b.loop.syncNow();
  await a.loop.syncNow();
  expect(await a.ledger.get('devices', b.device)).toMatchObject({ chosen_name: 'Kitchen' });
});

test('CLIENT-22 signing out everywhere else ends the other logins, listed or not, and not this one', async () => {
  const [a, b] = await person(2);
  await b.loop.syncNow();
  expect(await a.auth.signOutOthers()).toEqual({ ok: true, value: null });
  await b.ledger.record([newTask('Meanwhile')]);
  await b.loop.syncNow();
  expect(b.statuses.at(-1)?.problem?.reason).toBe('session_expired');
  await a.loop.syncNow();
  expect(a.statuses.at(-1)?.problem ?? null).toBeNull();
  // Whoever has no login any more is told so.
  expect(await b.auth.signOutOthers()).toMatchObject({ ok: false, reason: 'session_expired' });
});

test('CLIENT-44 a login that never synced is listed and can be ended, and the devices go on', async () => {
  const [a, b] = await person(2);
  await Promise.all([a.loop.syncNow(), b.loop.syncNow()]);
  expect(await a.auth.otherLogins()).toEqual({ ok: true, value: [] });
  const session = await a.connection.login();
  const email = session.ok ? (session.value.user.email ?? '') : '';
  const script = await openBrowser();
  expect(await script.auth.signIn({ email, password: 'hunter22' })).toMatchObject({ ok: true });
  const found = await a.auth.otherLogins();
  expect(found).toMatchObject({
    value: [{ methods: ['password'], user_agent: expect.any(String) as string }],
  });
  const [login] = found.ok ? found.value : [];
  expect(Math.abs((login?.created_at ?? 0) - Date.now())).toBeLessThan(3_600_000);
  expect(await a.auth.endLogin(login?.id ?? '')).toEqual({ ok: true, value: null });
  expect(await a.auth.otherLogins()).toEqual({ ok: true, value: [] });
  await script.loop.syncNow();
  expect(script.statuses.at(-1)?.problem?.reason).toBe('session_expired');
  await b.loop.syncNow();
  expect(b.statuses.at(-1)?.problem ?? null).toBeNull();
});

test('CLIENT-23 after a login has ended, other devices still see each change at once', async () => {
  const [a, b] = await person(2);
  await Promise.all([a.loop.syncNow(), b.loop.syncNow()]);
  const third = await openBrowser();
  const session = await a.connection.login();
  const email = session.ok ? (session.value.user.email ?? '') : '';
  expect(await third.auth.signIn({ email, password: 'hunter22' })).toMatchObject({ ok: true });
  await third.auth.signOut();
  await b.listen();
  await b.loop.syncNow();
  const before = b.calls();
  await a.ledger.record([newTask('Live')]);
  await a.loop.syncNow();
  await expect.poll(() => titles(b)).toEqual(['Live']);
  expect(b.calls()).toBeGreaterThan(before);
});

test('CLIENT-17 an account that was deleted elsewhere is told so, and the data here stays', async () => {
  const [a, b] = await person(2);
  await b.ledger.record([newTask('Mine')]);
  await Promise.all([a.loop.syncNow(), b.loop.syncNow()]);
  expect(await a.auth.deleteAccount()).toMatchObject({ ok: true });
  await b.loop.syncNow();
  expect(b.statuses.at(-1)?.problem?.reason).toBe('account_deleted');
  expect(await titles(b)).toEqual(['Mine']);
});
