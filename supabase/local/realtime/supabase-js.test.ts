import { createClient, type RealtimeChannel } from '@supabase/supabase-js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startRealtimeBackend, somebody, type RealtimeBackend } from '../testing/realtime-backend.ts';
import { until } from '../testing/until.ts';

let server: RealtimeBackend;
const clients: { removeAllChannels(): Promise<unknown> }[] = [];

beforeAll(async () => {
  server = await startRealtimeBackend();
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.removeAllChannels();
});

afterAll(() => server.close());

const own = `user:${somebody}`;
const writable = `open:${somebody}`;

/** A client whose token we set, as in an extension whose background has the session. */
async function newClient(token: () => string = () => server.token()) {
  const client = createClient(server.backend.url, server.backend.publishable_key, {
    accessToken: async () => token(),
  });
  await client.realtime.setAuth();
  clients.push(client);
  return client;
}

/** A channel, the states it has had, and a promise of the next one. */
function subscribe(channel: RealtimeChannel) {
  const heard: [status: string, message: string | undefined][] = [];
  channel.subscribe((status, error) => heard.push([status, error?.message]));
  return { heard, subscribed: () => until('SUBSCRIBED', () => heard.at(-1)?.[0] === 'SUBSCRIBED') };
}

describe('WIRE-29 supabase-js', () => {
  it('hears on two devices what the database tells one user, and nobody else does', async () => {
    const [first, second] = [await newClient(), await newClient()];
    const stranger = await newClient(() => server.token({ sub: '01920000-0000-7000-8000-000000000002' }));
    const heard: unknown[] = [];
    for (const client of [first, second]) {
      const channel = client.channel(own, { config: { private: true } });
      channel.on('broadcast', { event: 'changes' }, ({ payload, meta }) => heard.push([payload, meta]));
      await subscribe(channel).subscribed();
    }
    const refused = subscribe(stranger.channel(own, { config: { private: true } }));
    await until('the refusal', () => refused.heard.length > 0);
    expect(refused.heard[0]).toEqual([
      'CHANNEL_ERROR',
      `Unauthorized: You do not have permissions to read from this Channel topic: ${own}`,
    ]);
    await server.sql`select realtime.send('{"id":7,"from":1,"to":2}', 'changes', ${own})`;
    await until('both to hear', () => heard.length === 2);
    const id = expect.any(String) as string;
    expect(heard[0]).toEqual([{ id: 7, from: 1, to: 2 }, { id }]);
    expect(heard[1]).toEqual(heard[0]);
  });

  it('sends broadcasts that are acknowledged, as JSON, as bytes and over HTTP', async () => {
    const [first, second] = [await newClient(), await newClient()];
    const sender = first.channel(writable, { config: { private: true, broadcast: { ack: true } } });
    const receiver = second.channel(writable, { config: { private: true } });
    const heard: unknown[] = [];
    receiver.on('broadcast', { event: '*' }, ({ event, payload }) => heard.push([event, payload]));
    await subscribe(receiver).subscribed();
    await subscribe(sender).subscribed();
    expect(await sender.send({ type: 'broadcast', event: 'json', payload: { a: 'ä' } })).toBe('ok');
    const bytes = new Uint8Array([1, 2]).buffer;
    expect(await sender.send({ type: 'broadcast', event: 'bytes', payload: bytes })).toBe('ok');
    expect(await sender.httpSend('http', { a: 1 })).toEqual({ success: true });
    await until('three broadcasts', () => heard.length === 3);
    expect(heard).toEqual([
      ['json', { a: 'ä' }],
      ['bytes', bytes],
      ['http', { a: 1 }],
    ]);
  });

  it('knows who is present', async () => {
    const [first, second] = [await newClient(), await newClient()];
    const channels = [first, second].map((client, n) => {
      const channel = client.channel('lobby', { config: { presence: { key: `device ${n}` } } });
      channel.on('presence', { event: 'sync' }, () => {});
      return channel;
    });
    for (const channel of channels) {
      await subscribe(channel).subscribed();
      expect(await channel.track({ here: true })).toBe('ok');
    }
    const present = () => channels.map((channel) => Object.keys(channel.presenceState()).sort());
    await until('both to see both', () => present().every((keys) => keys.length === 2));
    expect(present()[0]).toEqual(['device 0', 'device 1']);
    await first.removeAllChannels();
    await until('the first to go', () => present()[1]?.length === 1);
  });

  it('loses the channel when the token expires, and does not come back by itself', async () => {
    const client = await newClient(() => server.token({}, 3));
    const { heard, subscribed } = subscribe(client.channel(own, { config: { private: true } }));
    await subscribed();
    await until('the end', () => heard.length > 1);
    expect(heard[1]?.[0]).toBe('CLOSED');
    expect(client.getChannels()).toEqual([]);
  });

  it('stays in a channel whose token is renewed', async () => {
    let token = server.token();
    const client = await newClient(() => token);
    const channel = client.channel(own, { config: { private: true } });
    const got: unknown[] = [];
    channel.on('broadcast', { event: 'late' }, () => got.push('late'));
    const { heard, subscribed } = subscribe(channel);
    await subscribed();
    token = server.token({}, 7200);
    await client.realtime.setAuth();
    await server.sql`select realtime.send('{}', 'late', ${own})`;
    await until('the broadcast', () => got.length === 1);
    expect(heard).toEqual([['SUBSCRIBED', undefined]]);
  });
});
