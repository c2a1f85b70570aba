import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRaw, type RawSocket } from '../testing/raw-socket.ts';
import { startRealtimeBackend, somebody, type RealtimeBackend } from '../testing/realtime-backend.ts';

let server: RealtimeBackend;

beforeAll(async () => {
  server = await startRealtimeBackend();
});

afterAll(() => server.close());

const phx_ref = expect.any(String) as string;
const ok = { status: 'ok', response: {} };

async function member(name: string, key: string, options: { enabled?: boolean; private?: boolean } = {}) {
  const socket = await openRaw(server.backend.url, { apikey: server.token(), vsn: '2.0.0' });
  const presence = { key, enabled: options.enabled ?? true };
  const config = { private: options.private ?? false, presence, broadcast: {} };
  socket.send('1', '1', `realtime:${name}`, 'phx_join', { config });
  expect(await socket.next()).toMatchObject(['1', '1', `realtime:${name}`, 'phx_reply', { status: 'ok' }]);
  return socket;
}

function call(socket: RawSocket, name: string, event: string, payload?: unknown) {
  socket.send('1', '2', `realtime:${name}`, 'presence', { type: 'presence', event, payload });
}

it('WIRE-26 shows who is there, who comes, changes and goes', async () => {
  const topic = 'realtime:a';
  const first = await member('a', 'anna');
  expect(await first.next()).toEqual(['1', null, topic, 'presence_state', {}]);

  call(first, 'a', 'track', { at: 'desk' });
  expect(await first.next()).toEqual(['1', '2', topic, 'phx_reply', ok]);
  const anna = { metas: [{ at: 'desk', phx_ref }] };
  expect(await first.next()).toEqual([null, null, topic, 'presence_diff', { joins: { anna }, leaves: {} }]);

  const second = await member('a', 'ben');
  expect(await second.next()).toEqual(['1', null, topic, 'presence_state', { anna }]);

  call(first, 'a', 'track', { at: 'lunch' });
  const moved = { metas: [{ at: 'lunch', phx_ref, phx_ref_prev: phx_ref }] };
  expect(await second.next()).toEqual([
    null,
    null,
    topic,
    'presence_diff',
    { joins: { anna: moved }, leaves: { anna } },
  ]);

  first.close();
  expect(await second.next()).toEqual([
    null,
    null,
    topic,
    'presence_diff',
    { joins: {}, leaves: { anna: moved } },
  ]);
});

it('WIRE-26 lets a member go that untracks itself, and says nothing twice', async () => {
  const topic = 'realtime:b';
  const socket = await member('b', 'anna');
  await socket.next();
  call(socket, 'b', 'track', { n: 1 });
  await socket.next();
  await socket.next();
  call(socket, 'b', 'track', { n: 1 });
  expect(await socket.next()).toEqual(['1', '2', topic, 'phx_reply', ok]);
  call(socket, 'b', 'untrack');
  expect(await socket.next()).toEqual(['1', '2', topic, 'phx_reply', ok]);
  expect(await socket.next()).toMatchObject([null, null, topic, 'presence_diff', { joins: {} }]);
});

it('WIRE-26 is switched on by the first track where the join had not asked for it, without a list of who is there', async () => {
  const topic = 'realtime:c';
  const socket = await member('c', 'anna', { enabled: false });
  call(socket, 'c', 'track', { n: 1 });
  const anna = { metas: [{ n: 1, phx_ref }] };
  expect(await socket.next()).toEqual(['1', '2', topic, 'phx_reply', ok]);
  expect(await socket.next()).toEqual([null, null, topic, 'presence_diff', { joins: { anna }, leaves: {} }]);
});

it('WIRE-26 is refused where the policies let nobody write', async () => {
  const name = `user:${somebody}`;
  const socket = await member(name, 'anna', { private: true });
  expect(await socket.next()).toEqual(['1', null, `realtime:${name}`, 'presence_state', {}]);
  call(socket, name, 'track', {});
  expect(await socket.next()).toEqual([
    '1',
    '2',
    `realtime:${name}`,
    'phx_reply',
    { status: 'error', response: {} },
  ]);
});

it('WIRE-26 takes a map, and nothing else', async () => {
  const socket = await member('d', 'anna');
  await socket.next();
  call(socket, 'd', 'track', [1]);
  const response = { reason: 'Presence track payload must be a map' };
  expect(await socket.next()).toEqual(['1', '2', 'realtime:d', 'phx_reply', { status: 'error', response }]);
});

it('WIRE-26 crashes the channel where a call names no event', async () => {
  const socket = await member('f', 'anna');
  await socket.next();
  socket.send('1', '2', 'realtime:f', 'presence', { type: 'presence', event: 7 });
  expect(await socket.next()).toEqual(['1', '1', 'realtime:f', 'phx_error', { reason: 'channel_crash' }]);
});

it('WIRE-30 comes with each join where the tenant has it switched on', async () => {
  const other = await startRealtimeBackend({ presenceEnabled: true });
  const socket = await openRaw(other.backend.url, { apikey: other.token(), vsn: '2.0.0' });
  socket.send('1', '1', 'realtime:g', 'phx_join', { config: { private: false } });
  expect(await socket.next()).toMatchObject(['1', '1', 'realtime:g', 'phx_reply', { status: 'ok' }]);
  expect(await socket.next()).toEqual(['1', null, 'realtime:g', 'presence_state', {}]);
  await other.close();
});

it('WIRE-27 closes the channel at the sixth call within half a minute', async () => {
  const topic = 'realtime:e';
  const socket = await member('e', 'anna');
  await socket.next();
  for (let n = 1; n <= 5; n += 1) {
    call(socket, 'e', 'track', { n });
    expect(await socket.next()).toEqual(['1', '2', topic, 'phx_reply', ok]);
    await socket.next();
  }
  call(socket, 'e', 'track', { n: 6 });
  const message = 'Client presence rate limit exceeded';
  const told = { message, status: 'error', extension: 'system', channel: 'e' };
  expect(await socket.next()).toEqual(['1', null, topic, 'system', told]);
  expect(await socket.next()).toEqual(['1', '1', topic, 'phx_close', {}]);
});
