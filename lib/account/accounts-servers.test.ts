import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { createModelRemote } from '../../test/server-model/model-remote.ts';
import { createServerModel } from '../../test/server-model/server-model.ts';
import type { WireRowOf } from '../../test/server-model/wire-rows.ts';
import { ownerAt } from '../store/owner.ts';
import type { Change } from '../store/rows.ts';
import { checkpoint, task } from '../store/testing/rows.ts';
import { goodNetwork } from '../sync/testing/test-device.ts';
import { encodeChange } from '../sync/wire/codec.ts';
import type { Server } from './account-host.ts';
import {
  ada,
  asAda,
  databases,
  moved,
  openTestBrowser,
  openWithBoth,
  other,
  project,
  signIn,
  signOut,
  titles,
  wallTime,
  type TestBrowser,
  type TestBrowserOptions,
} from './testing/test-browser.ts';

const theirs = ownerAt('ada', other.url);

const connect = ({ accounts }: TestBrowser, server: typeof other | null) =>
  accounts.handlers.connect({ type: 'connect', server });

/** A server of its own that names everybody Ada. It hears what the browser calls itself. */
function otherServer(planted?: Change): Partial<Server> & { devices: string[] } {
  const model = createServerModel({ now: () => wallTime });
  model.head('ada');
  model.renewEpochs();
  if (planted) model.plant('ada', JSON.parse(JSON.stringify(encodeChange(planted))) as WireRowOf);
  const devices: string[] = [];
  return {
    devices,
    remote: (device) => {
      const remote = createModelRemote(model, 'ada', goodNetwork);
      return Promise.resolve({
        ...remote,
        sync(...call) {
          devices.push(device);
          return remote.sync(...call);
        },
      });
    },
  };
}

/** Ada has worked at the project, signed out and kept her copy, in which something waits. Then she leaves it. */
async function openAfterLeaving(options: TestBrowserOptions): Promise<TestBrowser> {
  const browser = await openTestBrowser(options);
  await signIn(browser);
  const { epoch } = browser.model.head('ada');
  await browser.ledger('ada', async (own) => {
    await own.absorb([task({ id: 'served', title: 'Served' })], { cursor: 3, epoch });
    await own.record([task({ id: 'private', title: 'Private' })]);
  });
  return browser;
}

test('ACCOUNT-31 a server that names another one’s account gets none of its rows', async () => {
  const browser = await openAfterLeaving({ elsewhere: otherServer() });
  await connect(browser, other);
  expect(await signIn(browser)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({ account: ada, owner: theirs });
  expect(await browser.ledger(theirs, titles)).toEqual([]);
  expect(await browser.ledger('ada', (own) => own.waitingCount())).toBe(1);
});

test('ACCOUNT-31 what it has is fetched apart from the copy, and goes when the sign-in is cancelled', async () => {
  const elsewhere = otherServer(task({ id: 'planted', title: 'Planted' }));
  const browser = await openWithBoth({ elsewhere });
  await browser.ledger('ada', (own) => own.claim(project.url, {}));
  await connect(browser, other);
  await signIn(browser);
  expect(browser.status().joining).toMatchObject({ owner: theirs });
  expect(await browser.ledger('ada', titles)).toEqual([]);
  expect(await browser.ledger(theirs, titles)).toEqual(['Planted']);
  await signOut(browser, true);
  expect(await databases()).not.toContain(`baton-${theirs}`);
  expect(await browser.ledger(null, titles)).toEqual(['Made here']);
});

test('ACCOUNT-31 each server’s account is found again', async () => {
  const browser = await openAfterLeaving({ elsewhere: otherServer() });
  await connect(browser, other);
  await signIn(browser);
  await browser.ledger(theirs, (own) => own.record([task({ title: 'Made there' })]));
  await connect(browser, null);
  await signIn(browser);
  expect(browser.status().owner).toBe('ada');
  expect(await browser.ledger('ada', titles)).toEqual(['Private', 'Served']);
  await connect(browser, other);
  await signIn(browser);
  expect(browser.status().owner).toBe(theirs);
  expect(await browser.ledger(theirs, titles)).toEqual(['Made there']);
});

test('ACCOUNT-32 a project that is reached by another address shows it by its epoch, and nothing stays behind', async () => {
  const browser = await openAfterLeaving({});
  const before = browser.status().device;
  await connect(browser, moved);
  expect(await signIn(browser)).toEqual({ ok: true });
  expect(browser.status()).toMatchObject({ account: ada, owner: 'ada', device: before });
  expect(await browser.ledger('ada', titles)).toEqual(['Private', 'Served']);
});

test('ACCOUNT-32 without an answer to that the sign-in is refused, and can be tried again', async () => {
  const away = { ok: false, failure: { kind: 'offline', detail: 'No network.' } } as const;
  const elsewhere = otherServer();
  const real = elsewhere.remote as Server['remote'];
  let isAway = true;
  elsewhere.remote = async (...who) => {
    const remote = await real(...who);
    return { ...remote, head: () => (isAway ? Promise.resolve(away) : remote.head()) };
  };
  const browser = await openAfterLeaving({ elsewhere });
  await connect(browser, other);
  browser.log.length = 0;
  expect(await signIn(browser)).toMatchObject({ ok: false, reason: 'unreachable' });
  expect(browser.status()).toMatchObject({ account: null, owner: 'ada' });
  expect(browser.log).toContain('login ended');
  isAway = false;
  expect(await signIn(browser)).toEqual({ ok: true });
});

test('ACCOUNT-33 each server knows this browser by another id, and knows none that another server knows', async () => {
  const elsewhere = otherServer();
  const browser = await openTestBrowser({ builtIn: null, elsewhere });
  const installed = browser.status().device;
  await connect(browser, other);
  await browser.ledger(null, (local) => local.record([checkpoint({ device_id: installed })]));
  await signIn(browser);
  const there = browser.status().device;
  expect(there).not.toBe(installed);
  await browser.accounts.workspace();
  expect(await browser.ledger('ada', (own) => own.all('pomodoro_checkpoints'))).toMatchObject([
    { device_id: there },
  ]);
  await connect(browser, project);
  await signOut(browser, false);
  expect(browser.status().device).toBe(installed);
  await signIn(browser);
  expect(browser.status().device).not.toBe(there);
  expect(browser.status().device).not.toBe(installed);
  await connect(browser, other);
  await signIn(browser);
  expect(browser.status().device).toBe(there);
  expect(elsewhere.devices.every((device) => device === there)).toBe(true);
});

test('ACCOUNT-33 the server that an earlier version was connected to goes on with the id that it knows', async () => {
  const browser = await openTestBrowser({ known: asAda });
  await browser.accounts.workspace();
  expect(browser.status()).toMatchObject({
    device: 'here',
    device_ids: { '': 'here', [project.url]: 'here' },
  });
});

test('ACCOUNT-33 acts of a copy that an account left, too, name no id that a server knows', async () => {
  const browser = await openTestBrowser({
    known: { ...asAda, device: 'there', device_ids: { '': 'nowhere', [project.url]: 'there' } },
  });
  await browser.ledger('ada', (own) =>
    own.record([
      checkpoint({ id: 'mine', device_id: 'there' }),
      checkpoint({ id: 'other', device_id: 'phone' }),
    ]),
  );
  await browser.accounts.handlers['delete-account']({ type: 'delete-account', keep: true });
  const acts = await browser.ledger(null, (local) => local.all('pomodoro_checkpoints'));
  expect(acts.map(({ id, device_id }) => [id, device_id])).toEqual([
    ['mine', 'nowhere'],
    ['other', 'phone'],
  ]);
  expect(browser.status().device).toBe('nowhere');
});

test('ACCOUNT-34 leaving a server ends the login, and calls off a sign-in with what it fetched', async () => {
  const browser = await openWithBoth();
  await signIn(browser);
  expect(browser.status().joining).not.toBeNull();
  browser.log.length = 0;
  await connect(browser, other);
  expect(browser.log).toContain('login ended');
  expect(browser.status()).toMatchObject({ joining: null, owner: null });
  expect(await databases()).not.toContain('baton-ada');
});

test('ACCOUNT-31 a login at one server never works on the ledger of another', async () => {
  const browser = await openTestBrowser({ known: asAda });
  await browser.ledger('ada', (own) => own.claim(other.url, {}));
  await browser.accounts.workspace();
  expect(browser.status()).toMatchObject({ account: null, owner: 'ada', link: 'signed-out' });
  expect(browser.log).toEqual([`uses ${project.url}`, 'login ended', 'nobody: opened']);
});

test('ACCOUNT-31 a copy of an earlier version goes to the server that knows its epoch, and to no other', async () => {
  const browser = await openTestBrowser({ known: { owner: 'ada' }, elsewhere: otherServer() });
  const { epoch } = browser.model.head('ada');
  await browser.ledger('ada', async (own) => {
    await own.absorb([], { cursor: 3, epoch });
    await own.record([task({ title: 'Private' })]);
  });
  await connect(browser, other);
  await signIn(browser);
  expect(browser.status().owner).toBe(theirs);
  await connect(browser, null);
  await signIn(browser);
  expect(browser.status().owner).toBe('ada');
  expect(await browser.ledger('ada', titles)).toEqual(['Private']);
});
