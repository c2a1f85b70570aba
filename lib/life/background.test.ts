import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { goodNetwork } from '../sync/testing/device.ts';
import { createVirtualTime } from '../sync/testing/virtual-time.ts';
import { encodeChange } from '../sync/codec.ts';
import type { Remote } from '../sync/remote.ts';
import { modelRemote } from '../../test/model-remote.ts';
import { createServerModel } from '../../test/server-model.ts';
import { emptyJournal } from '../journal.ts';
import type { Status } from '../status.ts';
import { eraseDatabase, openDatabase } from '../store/database.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { device } from '../store/testing/rows.ts';
import { createBackground } from './background.ts';
import type { Server } from './host.ts';
import { createJournal } from './journal.ts';

const minutes = 60_000;
const person = 'ada';

afterEach(() => eraseDatabase(ledgerName(person)));

/** A signed-in browser, what of it can be seen from outside, and the server that it talks to. */
function room({ others }: { others: string[] }) {
  const time = createVirtualTime();
  const model = createServerModel({ now: time.now });
  const seen = { calls: 0, isListening: false, pulse: null as number | null, isThere: true };
  const last_seen = time.now();
  for (const id of others) {
    const change = encodeChange(device({ id, last_seen }));
    model.sync(person, 0, [JSON.parse(JSON.stringify(change)) as Parameters<typeof model.sync>[2][number]]);
  }
  const wire = modelRemote(model, person, goodNetwork);
  const remote: Remote = {
    sync(...call) {
      seen.calls += 1;
      return wire.sync(...call);
    },
    listen(on) {
      const hangUp = wire.listen(on);
      seen.isListening = true;
      return () => {
        seen.isListening = false;
        hangUp();
      };
    },
  };
  let status: Status = {
    account: { id: person, email: 'ada@example.test' },
    joining: null,
    owner: person,
    device: 'here',
    link: 'synced',
    problem: null,
    server: { url: 'http://127.0.0.1', key: 'key', own: true },
    clock_offset: 0,
    away: null,
    notes: [],
  };
  const server = { auth: {}, remote: () => Promise.resolve(remote), drop: () => Promise.resolve() };
  let ids = 0;
  const background = createBackground(
    {
      read: time.reader(),
      schedule: time.schedule,
      random: () => 0.5,
      ids: { make: () => `id-${(ids += 1)}`, derive: (name) => name },
      disk: { open: openDatabase, erase: eraseDatabase },
      servers: { builtIn: () => null, open: () => server as unknown as Server },
      authWindow: {
        redirectUrl: () => '',
        show: () => Promise.resolve({ ok: false, reason: 'window_closed' }),
      },
      makeSecret: () => 'secret',
      activity: {
        isThere: () => Promise.resolve(seen.isThere),
        lastActive: () => Promise.resolve(time.now()),
      },
      journal: createJournal({
        now: time.now,
        read: () => Promise.resolve(emptyJournal),
        write: () => Promise.resolve(),
      }),
      createPainter: () => ({ paint: () => Promise.resolve(), stop: () => undefined }),
      ring: () => Promise.resolve(),
      setPulse(at) {
        seen.pulse = at === null ? null : at - time.now();
        return Promise.resolve();
      },
      failed(error) {
        throw error;
      },
    },
    Promise.resolve({
      get: () => status,
      patch(change) {
        status = { ...status, ...change };
        return Promise.resolve();
      },
    }),
  );
  return { time, seen, background };
}

test('SLEEP-1 without another device there is no socket, and a look for one every five minutes', async () => {
  const { seen, background } = room({ others: [] });
  await background.wake('start');
  await background.wake('pulse');
  expect(seen).toMatchObject({ isListening: false, pulse: 5 * minutes });
});

test('SLEEP-1 with nobody there is neither socket nor look', async () => {
  const { seen, background } = room({ others: ['elsewhere'] });
  seen.isThere = false;
  await background.wake('start');
  await background.wake('pulse');
  expect(seen).toMatchObject({ isListening: false, pulse: null });
});

test('SLEEP-2 with another device there is a socket, looked after every 30 s, until nobody is there', async () => {
  const { seen, background } = room({ others: ['elsewhere'] });
  await background.wake('start');
  await background.wake('pulse');
  expect(seen).toMatchObject({ isListening: true, pulse: 0.5 * minutes });
  seen.isThere = false;
  await background.wake('pulse');
  expect(seen).toMatchObject({ isListening: false, pulse: null });
});

test('SLEEP-2 a page that opens has a socket opened for five minutes', async () => {
  const { time, seen, background } = room({ others: [] });
  await background.wake('start');
  await background.handle({ type: 'sync-now' });
  expect(seen.isListening).toBe(true);
  time.pass(5 * minutes);
  await background.wake('pulse');
  expect(seen.isListening).toBe(false);
});

test('SLEEP-3 alarms make no call while news come by themselves, but for one in four minutes', async () => {
  const { time, seen, background } = room({ others: ['elsewhere'] });
  await background.wake('start');
  await background.handle({ type: 'sync-now' });
  const before = seen.calls;
  for (let passed = 0; passed < 210_000; passed += 30_000) {
    time.pass(30_000);
    await background.wake('pulse');
    await background.wake('timer');
  }
  expect(seen.calls).toBe(before);
  time.pass(30_000);
  await background.wake('pulse');
  expect(seen.calls).toBe(before + 1);
});

test('SLEEP-3 without a socket every alarm makes a call', async () => {
  const { seen, background } = room({ others: [] });
  await background.wake('start');
  const before = seen.calls;
  await background.wake('timer');
  expect(seen.calls).toBeGreaterThan(before);
});
