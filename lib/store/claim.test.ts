import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Ledger } from './ledger.ts';
import { openLedger } from './open-ledger.ts';
import { freshLedger, task } from './testing/rows.ts';

const here = 'https://one.example';
const there = 'https://other.example';

async function synced(epoch = 'e'): Promise<Ledger> {
  const ledger = await freshLedger();
  await ledger.absorb([task()], { cursor: 3, epoch });
  return ledger;
}

test('STORE-31 a new ledger is the first server’s that claims it, and stays that one’s', async () => {
  const ledger = await freshLedger();
  expect(await ledger.claim(here, {})).toEqual({ isOurs: true, before: null });
  expect(await ledger.claim(there, {})).toEqual({ isOurs: false, before: here });
  expect(await ledger.claim(there, { isLoggedIn: true, epoch: 'e' })).toEqual({
    isOurs: false,
    before: here,
  });
  expect(await ledger.claim(here, {})).toEqual({ isOurs: true, before: here });
});

test('STORE-31 a server that knows the epoch has moved', async () => {
  const ledger = await synced();
  await ledger.claim(here, { isLoggedIn: true });
  for (const epoch of ['other', '', null]) {
    expect(await ledger.claim(there, { epoch })).toMatchObject({ isOurs: false });
  }
  expect(await ledger.claim(there, { epoch: 'e' })).toEqual({ isOurs: true, before: here });
  expect(await ledger.claim(here, {})).toMatchObject({ isOurs: false });
});

test('STORE-31 a ledger without a note of its server, from a version before, needs a login or the epoch', async () => {
  expect(await (await synced()).claim(here, {})).toMatchObject({ isOurs: false });
  expect(await (await synced()).claim(here, { epoch: 'e' })).toMatchObject({ isOurs: true });
  expect(await (await synced()).claim(here, { isLoggedIn: true })).toMatchObject({ isOurs: true });
});

test('STORE-31 it is still the server’s when it was cleared, fetched anew and opened again', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const ledger = await openLedger({ name });
  await ledger.claim(here, {});
  await ledger.refetchAll();
  await ledger.resendAll('new');
  await ledger.clear();
  ledger.close();
  expect(await (await openLedger({ name })).claim(there, {})).toEqual({ isOurs: false, before: here });
});
