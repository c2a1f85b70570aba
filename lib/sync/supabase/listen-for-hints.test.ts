import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fakeHintServer, type FakeHintServer } from '../testing/fake-hint-server.ts';
import { adaId } from '../testing/fake-server.ts';
import { createVirtualTime, type VirtualTime } from '../testing/virtual-time.ts';
import { listenForHints } from './listen-for-hints.ts';

function listen(server: FakeHintServer, before?: Promise<unknown>) {
  const time = createVirtualTime();
  const heard: unknown[] = [];
  const close = listenForHints(
    { connection: server.connection, schedule: time.schedule, random: () => 0 },
    {
      hint: (hint) => heard.push(hint),
      up: (isFollowing) => heard.push(isFollowing ? 'following' : 'up'),
      down: (reason) => heard.push(`down: ${reason}`),
    },
    before,
  );
  return { time, heard, close };
}

/** Lets the wait after a failure pass. Returns how long it was. */
async function nextAttempt(time: VirtualTime): Promise<number> {
  await expect.poll(() => time.due()).toHaveLength(1);
  const [wait = NaN] = time.due();
  time.pass(wait);
  return wait;
}

test('SYNC-23 it joins the private channel of the account, with the token of the login', async () => {
  const server = fakeHintServer();
  const { heard } = listen(server);
  const channel = await server.joined();
  expect(channel).toMatchObject({
    topic: `user:${adaId}`,
    config: { private: true, broadcast: { replication_ready: true } },
  });
  expect(server.log).toEqual(['login', 'token', 'join']);
  channel.answer('SUBSCRIBED');
  expect(heard).toEqual(['up']);
});

test('SYNC-23 changes are a hint, and any other message means that a sync is due', async () => {
  const server = fakeHintServer();
  const { heard } = listen(server);
  const channel = await server.joined();
  channel.broadcast('changes', { from: 3, to: 4 });
  channel.broadcast('changes', { from: 'three' });
  channel.broadcast('deleted', { from: 3, to: 4 });
  channel.system('ok', 'Subscribed to PostgreSQL');
  channel.system('error', 'Something is odd.');
  expect(heard).toEqual([{ from: 3, to: 4, rows: null }, 'up', 'up', 'following']);
});

test('SYNC-23 a socket that waits before it reconnects is closed before the join', async () => {
  const server = fakeHintServer({ isConnected: false });
  listen(server);
  await server.joined();
  expect(server.log).toEqual(['login', 'disconnect', 'token', 'join']);
});

test('SYNC-24 after each failure in a row it waits longer, and once it was joined half a second again', async () => {
  const server = fakeHintServer();
  const { time, heard } = listen(server);
  const waits: number[] = [];
  for (const status of ['CHANNEL_ERROR', 'TIMED_OUT', 'CLOSED']) {
    (await server.joined()).answer(status);
    waits.push(await nextAttempt(time));
  }
  const joined = await server.joined();
  joined.answer('SUBSCRIBED');
  joined.answer('CLOSED');
  waits.push(await nextAttempt(time));
  await server.joined();
  expect(waits).toEqual([500, 1000, 2000, 500]);
  expect(heard).toEqual(['down: CHANNEL_ERROR', 'down: TIMED_OUT', 'down: CLOSED', 'up', 'down: CLOSED']);
  expect(server.log.filter((what) => what === 'leave')).toHaveLength(4);
});

test('SYNC-24 where there is no login, or something throws, it says so and tries again', async () => {
  const server = fakeHintServer();
  server.refuseLogin('Nobody answers.');
  const { time, heard } = listen(server);
  await expect.poll(() => time.due()).toEqual([500]);
  server.refuseLogin(null);
  server.breakNextJoin('The socket is broken.');
  time.pass(500);
  await expect.poll(() => time.due()).toEqual([1000]);
  expect(heard).toEqual(['down: Nobody answers.', 'down: Error: The socket is broken.']);
  expect(server.log).not.toContain('leave');
  time.pass(1000);
  await server.joined();
});

test('SYNC-24 a channel that was left is not listened to', async () => {
  const server = fakeHintServer();
  const { time, heard } = listen(server);
  const channel = await server.joined();
  channel.answer('TIMED_OUT');
  channel.answer('CLOSED');
  await expect.poll(() => time.due()).toEqual([500]);
  expect(heard).toEqual(['down: TIMED_OUT']);
});

test('SYNC-25 after a complaint about the token it joins with a new one, once', async () => {
  const server = fakeHintServer();
  const { time, heard } = listen(server);
  const first = await server.joined();
  first.system('error', 'Token has expired 0 seconds ago');
  first.answer('CLOSED');
  expect(await nextAttempt(time)).toBe(500);
  (await server.joined()).answer('CLOSED');
  expect(await nextAttempt(time)).toBe(1000);
  await server.joined();
  expect(heard).toEqual(['down: Token has expired 0 seconds ago', 'down: CLOSED']);
  expect(server.log.filter((what) => what.endsWith('login'))).toEqual(['login', 'new login', 'login']);
});

test('SYNC-25 a complaint is remembered when the channel closes with another error', async () => {
  const server = fakeHintServer();
  const { time } = listen(server);
  const channel = await server.joined();
  channel.system('error', 'Token has expired 0 seconds ago');
  channel.answer('CHANNEL_ERROR', new Error('The socket closed.'));
  expect(await nextAttempt(time)).toBe(500);
  await server.joined();
  expect(server.log.filter((what) => what.endsWith('login'))).toEqual(['login', 'new login']);
});

test('SYNC-25 the error of a refused join is a complaint, too', async () => {
  const server = fakeHintServer();
  const { time, heard } = listen(server);
  (await server.joined()).answer('CHANNEL_ERROR', new Error('InvalidJWTToken: no.'));
  expect(await nextAttempt(time)).toBe(500);
  await server.joined();
  expect(heard).toEqual(['down: InvalidJWTToken: no.']);
  expect(server.log.filter((what) => what.endsWith('login'))).toEqual(['login', 'new login']);
});

test('SYNC-26 once closed it says nothing, tries nothing, and has left its channel', async () => {
  const server = fakeHintServer();
  const { time, heard, close } = listen(server);
  const channel = await server.joined();
  const closed = close();
  channel.answer('CLOSED');
  await closed;
  expect(server.log.at(-1)).toBe('leave all');
  expect(heard).toEqual([]);
  expect(time.due()).toEqual([]);
});

test('SYNC-26 closed between two attempts it makes no other', async () => {
  const server = fakeHintServer();
  server.refuseLogin('Nobody answers.');
  const { time, close } = listen(server);
  await expect.poll(() => time.due()).toEqual([500]);
  await close();
  expect(time.due()).toEqual([]);
});

test.each(['login', 'token', 'leave'] as const)(
  'SYNC-26 closed while it waits for the %s it goes no further',
  async (step) => {
    const server = fakeHintServer();
    const go = server.holdNext(step);
    const { time, close } = listen(server);
    if (step === 'leave') (await server.joined()).answer('TIMED_OUT');
    await expect.poll(() => server.log.at(-1)).toBe(step);
    await close();
    const before = [...server.log];
    await go();
    expect(server.log).toEqual(before);
    expect(time.due()).toEqual([]);
  },
);

test('SYNC-26 it begins once the one before has ended', async () => {
  const server = fakeHintServer();
  const before = Promise.withResolvers<void>();
  listen(server, before.promise);
  await setImmediate();
  expect(server.log).toEqual([]);
  before.resolve();
  await server.joined();
});

test('SYNC-26 a channel that cannot be taken down holds up neither the next attempt nor the next listener', async () => {
  const server = fakeHintServer();
  server.breakStep('leave');
  server.breakStep('leave all');
  const { time, heard, close } = listen(server);
  (await server.joined()).answer('TIMED_OUT');
  expect(await nextAttempt(time)).toBe(500);
  await server.joined();
  expect(heard).toEqual(['down: TIMED_OUT']);
  await close();
});

test('SYNC-26 it begins even where the one before could not end', async () => {
  const server = fakeHintServer();
  listen(server, Promise.reject(new Error('It did not close.')));
  await server.joined();
});

test('SYNC-83 the reason of a channel is cut, however long the server makes it', async () => {
  const server = fakeHintServer();
  const { heard } = listen(server);
  const channel = await server.joined();
  channel.system('error', 'x'.repeat(11_000_000));
  channel.answer('CLOSED');
  expect(String(heard[0]).length).toBeLessThanOrEqual('down: '.length + 300);
  const next = fakeHintServer();
  const other = listen(next);
  (await next.joined()).answer('CHANNEL_ERROR', new Error('y'.repeat(11_000_000)));
  expect(String(other.heard[0]).length).toBeLessThanOrEqual('down: '.length + 300);
});
