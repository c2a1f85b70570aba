import 'fake-indexeddb/auto';
import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createModelRemote } from '../../test/server-model/model-remote.ts';
import { createServerModel } from '../../test/server-model/server-model.ts';
import type { WireRowOf } from '../../test/server-model/wire-rows.ts';
import { eraseDatabase } from '../store/database.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { device } from '../store/testing/rows.ts';
import type { Auth } from '../sync/supabase/auth.ts';
import { encodeChange } from '../sync/wire/codec.ts';
import type { Remote } from '../sync/remote.ts';
import { goodNetwork } from '../sync/testing/test-device.ts';
import { createVirtualTime } from '../sync/testing/virtual-time.ts';
import { openSignedIn } from './testing/host.ts';

const minutes = 60_000;
const person = 'ada';

afterEach(() => eraseDatabase(ledgerName(person)));

/** A signed-in browser, and what can be seen of it from outside. The account's other devices synced just now. */
function openBrowser({ others }: { others: string[] }) {
  const time = createVirtualTime();
  const model = createServerModel({ now: time.now });
  const seen = { calls: 0, isListening: false, pulse: null as number | null, isThere: true };
  for (const id of others) {
    const change = encodeChange(device({ id, last_seen: time.now() }));
    model.sync(person, 0, [JSON.parse(JSON.stringify(change)) as WireRowOf]);
  }
  const wire = createModelRemote(model, person, goodNetwork);
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
  const { background } = openSignedIn(
    {
      auth: { signOut: () => Promise.resolve() } as unknown as Auth,
      remote: () => Promise.resolve(remote),
    },
    {
      read: time.reader(),
      schedule: time.schedule,
      activity: {
        isThere: () => Promise.resolve(seen.isThere),
        lastActive: () => Promise.resolve(time.now()),
      },
      setPulse(at) {
        seen.pulse = at === null ? null : at - time.now();
        return Promise.resolve();
      },
    },
  );
  return { time, seen, background };
}

test('SLEEP-1 SLEEP-4 without another device there is no socket, and a check for one every five minutes', async () => {
  const { seen, background } = openBrowser({ others: [] });
  await background.wake('start');
  await background.wake('pulse');
  expect(seen).toMatchObject({ isListening: false, pulse: 5 * minutes });
});

test('SLEEP-1 SLEEP-4 with nobody there, there is neither socket nor check', async () => {
  const { seen, background } = openBrowser({ others: ['elsewhere'] });
  seen.isThere = false;
  await background.wake('start');
  await background.wake('pulse');
  expect(seen).toMatchObject({ isListening: false, pulse: null });
});

test('SLEEP-2 SLEEP-4 SLEEP-5 with another device there is a socket, checked every 30 s, until nobody is there', async () => {
  const { seen, background } = openBrowser({ others: ['elsewhere'] });
  await background.wake('start');
  await background.wake('pulse');
  expect(seen).toMatchObject({ isListening: true, pulse: 0.5 * minutes });
  seen.isThere = false;
  await background.wake('pulse');
  expect(seen).toMatchObject({ isListening: false, pulse: null });
});

test('SLEEP-5 signing out closes the socket of the account', async () => {
  const { seen, background } = openBrowser({ others: ['elsewhere'] });
  await background.wake('start');
  expect(seen.isListening).toBe(true);
  expect(await background.handle({ type: 'sign-out', keep: true })).toEqual({ ok: true });
  expect(seen.isListening).toBe(false);
});

test('SLEEP-2 a page that opens keeps a socket open for five minutes', async () => {
  const { time, seen, background } = openBrowser({ others: [] });
  await background.wake('start');
  await background.handle({ type: 'sync-now' });
  expect(seen.isListening).toBe(true);
  time.pass(5 * minutes);
  await background.wake('pulse');
  expect(seen.isListening).toBe(false);
});

test('SLEEP-3 while hints arrive, alarms make one call in four minutes and no other', async () => {
  const { time, seen, background } = openBrowser({ others: ['elsewhere'] });
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
  const { seen, background } = openBrowser({ others: [] });
  await background.wake('start');
  const before = seen.calls;
  await background.wake('timer');
  expect(seen.calls).toBeGreaterThan(before);
});

test('ACCOUNT-16 a command that comes while somebody signs out is done in the copy that stays', async () => {
  const signedOut = Promise.withResolvers<void>();
  const { background, status } = openSignedIn({
    auth: { signOut: () => signedOut.promise } as unknown as Auth,
    remote: () =>
      Promise.resolve({
        sync: () => Promise.resolve({ ok: false, failure: { kind: 'offline', detail: '' } }),
        listen: () => () => undefined,
      }),
  });
  await background.workspace();
  const leaving = background.handle({ type: 'sign-out', keep: true });
  // As far as it gets before the login has ended.
  for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  const starting = background.handle({ type: 'start' });
  for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  signedOut.resolve();
  expect(await Promise.all([leaving, starting])).toEqual([{ ok: true }, { ok: true }]);
  expect(status()).toMatchObject({ account: null, owner: person });
  expect(await (await background.workspace()).ledger.all('pomodoro_checkpoints')).toHaveLength(1);
});
