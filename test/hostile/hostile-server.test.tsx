// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { BroadcastChannel } from 'node:worker_threads';
import { signal } from '@preact/signals';
import { act, cleanup, render } from '@testing-library/preact';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBlockedAddress } from '../../lib/focus/blocked-address.ts';
import { openLedger } from '../../lib/store/open-ledger.ts';
import type { Ledger } from '../../lib/store/ledger.ts';
import { madeAt, checkpoint, task } from '../../lib/store/testing/rows.ts';
import type { RemoteResult, SyncReply } from '../../lib/sync/remote.ts';
import { createTestDevice } from '../../lib/sync/testing/test-device.ts';
import { createVirtualTime } from '../../lib/sync/testing/virtual-time.ts';
import { decodeReply } from '../../lib/sync/wire/codec.ts';
import { withCurrentTask } from '../../lib/timer/current-task.ts';
import { replay } from '../../lib/timer/replay.ts';
import { readSettings } from '../../lib/timer/settings.ts';
import { viewTimer } from '../../lib/timer/view.ts';
import { BlockedPage } from '../../lib/ui/blocked/page.tsx';
import { openOptions } from '../../lib/ui/options/testing/open-options.tsx';
import { openPopup } from '../../lib/ui/popup/testing/open-popup.tsx';
import { openStatistics } from '../../lib/ui/statistics/testing/open-statistics.tsx';
import { installCatalogue } from '../../lib/ui/testing/catalogue.ts';
import { afternoon, fixedSignals, type PageFixture } from '../../lib/ui/testing/fixtures.ts';
import { createServerModel } from '../server-model/server-model.ts';
import { hostileReplies, namedReplies, wireText } from './hostile-replies.ts';
import { startWatchdog } from './watchdog.ts';

// The pages of these tests have none of their own.
Object.assign(globalThis, { BroadcastChannel });

/** The same runs each time; another seed makes others. */
const seed = Number(process.env['BATON_SEED'] ?? 20_261_201);
const runs = Number(process.env['BATON_RUNS'] ?? 150);
/** With a number of minutes it runs as long as that, however many runs that are. */
const minutes = Number(process.env['BATON_MINUTES'] ?? 0);

const watchdog = startWatchdog();
beforeAll(installCatalogue);
afterAll(() => watchdog.stop());

async function fixtureOf(ledger: Ledger, now: number): Promise<PageFixture> {
  const [users, tasks, history, checkpoints, devices, setAside] = await Promise.all([
    ledger.all('users'),
    ledger.all('tasks'),
    ledger.all('pomodoro_sessions'),
    ledger.all('pomodoro_checkpoints'),
    ledger.all('devices'),
    ledger.setAsideRows(),
  ]);
  const settings = withCurrentTask(readSettings(users[0]?.pomodoro_settings ?? {}), tasks);
  const { timer, sessions } = replay(checkpoints, now);
  const view = viewTimer(timer, settings, now);
  return { settings, tasks, history, devices, setAside, sessions, slot: timer.slot, view };
}

/** Draws a page, lets it settle, and checks that there is something on it that a person can read. */
async function look(name: string, draw: () => unknown): Promise<void> {
  await act(async () => {
    await draw();
  });
  const text = document.body.textContent ?? '';
  const odd = /\de\+\d|\bNaN\b|\bInfinity\b|\bundefined\b|\[object|Invalid Date/.exec(text)?.[0];
  const elements = document.querySelectorAll('*').length;
  const [isBlank, isFlooded] = [text.length < 20, elements > 20_000];
  expect({ name, odd, isBlank, isFlooded }).toEqual({
    name,
    odd: undefined,
    isBlank: false,
    isFlooded: false,
  });
  cleanup();
}

async function lookAtPages(fixture: PageFixture): Promise<void> {
  await look('popup', () => openPopup(fixture));
  await look('statistics', () => openStatistics(fixture, afternoon));
  await look('options', () => openOptions(fixture));
  await look('blocked', () => {
    const environment = {
      target: readBlockedAddress('https://a.test/'),
      passes: signal({}),
      machineNow: () => afternoon,
      allow: () => Promise.resolve(),
      openTarget: () => undefined,
      options: '/options.html#focus',
    };
    render(<BlockedPage signals={fixedSignals(fixture)} environment={environment} />);
  });
}

const mine = { task: 'mine', act: 'my act' };

async function runAgainst(replies: readonly unknown[]): Promise<void> {
  const time = createVirtualTime();
  const name = `hostile-${crypto.randomUUID()}`;
  const ledger = await openLedger({ name });
  await ledger.record([
    task({ id: mine.task, title: 'Mine' }),
    checkpoint({ id: mine.act, timestamp: madeAt }),
  ]);
  let isReplaced = false;
  // A server may say that the account holds something else now. All that it has has to come for that.
  const watched: Ledger = {
    ...ledger,
    endRefetch() {
      isReplaced = true;
      return ledger.endRefetch();
    },
  };
  const left = [...replies];
  const sync = (): Promise<RemoteResult<SyncReply>> => {
    if (left.length === 0)
      return Promise.resolve({ ok: false, failure: { kind: 'offline', detail: 'Gone.' } });
    const value = decodeReply(JSON.parse(wireText(left.shift())));
    return Promise.resolve(
      value ? { ok: true, value } : { ok: false, failure: { kind: 'server', detail: 'No reply.' } },
    );
  };
  const device = await createTestDevice({
    server: createServerModel({ now: time.now }),
    time,
    name,
    deps: { remote: { sync }, ledger: watched },
  });
  while (left.length > 0) {
    await device.loop.syncNow();
    time.pass(600_000);
  }
  const problem = device.statuses.map((status) => status.problem?.detail ?? '').join('');
  expect(problem).not.toMatch(/Maximum call stack|could not be cloned|not a function|of undefined|of null/);
  const [tasks, acts, aside] = await Promise.all([
    ledger.all('tasks'),
    ledger.all('pomodoro_checkpoints'),
    ledger.setAsideRows(),
  ]);
  const kept = [...tasks, ...acts, ...aside.map(({ change }) => change.row)].map(({ id }) => id);
  if (!isReplaced) expect(kept).toEqual(expect.arrayContaining([mine.task, mine.act]));
  await lookAtPages(await fixtureOf(ledger, afternoon));
  device.kill();
  ledger.close();
}

test.each(Object.entries(namedReplies))('LIMIT-4 a server that sends %s', async (what, replies) => {
  watchdog.begins(what);
  await runAgainst(replies).finally(cleanup);
});

test('LIMIT-4 whatever a server answers, nothing hangs, nothing is blank, and nothing of this device is lost', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(hostileReplies, async (replies) => {
      watchdog.begins(`Run ${(run += 1)} of seed ${seed}`);
      await runAgainst(replies).finally(cleanup);
    }),
    minutes > 0
      ? { seed, numRuns: 1e9, plugins: [fc.interruptAfterTimeLimit(minutes * 60_000)] }
      : { seed, numRuns: runs },
  );
}, 3_600_000);
