import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Ledger } from '../store/ledger.ts';
import { ownerAt } from '../store/owner.ts';
import { checkpoint, task } from '../store/testing/rows.ts';
import {
  asAda,
  databases,
  moved,
  openTestBrowser,
  project,
  signIn,
  titles,
  type TestBrowser,
  type TestBrowserOptions,
} from './testing/test-browser.ts';

/** What a browser of an earlier version has, what a person does in this one, and what they must find then. */
interface Case {
  known: NonNullable<TestBrowserOptions['known']>;
  before(browser: TestBrowser): Promise<unknown>;
  act(browser: TestBrowser): Promise<unknown>;
  after(browser: TestBrowser): Promise<void>;
}

const acts = async (ledger: Ledger): Promise<string[]> =>
  (await ledger.all('pomodoro_checkpoints')).map(({ id, device_id }) => `${id} ${device_id}`);

const inAccount = (browser: TestBrowser): Promise<void> =>
  browser.ledger('ada', async (own) => {
    await own.absorb([task({ id: 'served', title: 'Served' })], {
      cursor: 3,
      epoch: browser.model.head('ada').epoch,
    });
    await own.record([task({ id: 'waits', title: 'Waits' }), checkpoint({ device_id: 'here' })]);
    await own.setLocalValue('rung', 'x');
  });

async function isWhole(browser: TestBrowser, device = 'here'): Promise<void> {
  await browser.accounts.workspace();
  expect(browser.status()).toMatchObject({ account: { id: 'ada' }, owner: 'ada' });
  await browser.ledger('ada', async (own) => {
    expect(await titles(own)).toEqual(['Served', 'Waits']);
    expect(await acts(own)).toEqual([`act ${device}`]);
    expect(await own.waitingCount()).toBe(2);
    expect((await own.cursor()).cursor).toBe(3);
    expect(await own.claim('https://another.example', {})).toMatchObject({ isOurs: false });
  });
}

const cases: Record<string, Case> = {
  'a signed-in browser is updated': {
    known: asAda,
    before: inAccount,
    act: ({ accounts }) => accounts.workspace(),
    after: isWhole,
  },
  'a kept copy is found again by its account': {
    known: { owner: 'ada' },
    before: inAccount,
    act: signIn,
    after: isWhole,
  },
  'a project gets another address': {
    known: { ...asAda, server: { ...project, own: true } },
    before: inAccount,
    async act(browser) {
      await browser.accounts.handlers.connect({ type: 'connect', server: moved });
      await signIn(browser);
    },
    async after(browser) {
      await isWhole(browser);
      expect(browser.status().server?.url).toBe(moved.url);
      expect(await databases()).not.toContain(`baton-${ownerAt('ada', moved.url)}`);
    },
  },
  'what was made signed out moves in, under the id of the server': {
    known: { device: 'alone', device_ids: { '': 'alone', [project.url]: 'there' } },
    async before(browser) {
      browser.fromElsewhere('ada', task({ id: 'served', title: 'Served' }));
      await browser.ledger(null, async (local) => {
        await local.record([task({ id: 'waits', title: 'Waits' }), checkpoint({ device_id: 'alone' })]);
      });
    },
    async act(browser) {
      if (browser.status().account === null && !browser.status().joining) await signIn(browser);
      if (browser.status().joining) await browser.accounts.handlers.join({ type: 'join', choice: 'both' });
    },
    async after(browser) {
      await browser.accounts.workspace();
      expect(browser.status()).toMatchObject({ owner: 'ada', device: 'there' });
      await browser.ledger('ada', async (own) => {
        expect(await titles(own)).toEqual(['Served', 'Waits']);
        expect(await acts(own)).toEqual(['act there']);
        expect(await own.waitingCount()).toBe(2);
      });
      expect(await browser.ledger(null, acts)).toEqual([]);
    },
  },
};

test.each(Object.keys(cases))(
  'ACCOUNT-36 killed before any of its writes, nothing is lost: %s',
  async (name) => {
    const { known, before, act, after } = cases[name] as Case;
    let survived = false;
    for (let writes = 0; !survived; writes += 1) {
      const browser = await openTestBrowser({ known });
      await before(browser);
      const death = browser.dieAfter(writes);
      survived = (await Promise.race([act(browser), death])) !== 'died';
      browser.restart();
      await act(browser);
      await after(browser);
      expect(writes).toBeLessThan(50);
    }
  },
);
