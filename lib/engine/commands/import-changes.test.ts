import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { readStoredRows } from '../../files/stored-rows.ts';
import {
  checkpointRow,
  idOf,
  noRows,
  now,
  sessionRow,
  taskRow,
  userRow,
} from '../../files/testing/stored-rows.ts';
import { acceptedPlan } from '../../files/testing/accepted-plan.ts';
import { writeBackup } from '../../files/formats/write-backup.ts';
import type { Ledger } from '../../store/ledger.ts';
import { openLedger } from '../../store/open-ledger.ts';
import { storageFullError } from '../../store/storage-full.ts';
import { createTestEngine } from '../testing/test-engine.ts';
import { importChanges } from './import-changes.ts';

const full = {
  ...noRows,
  user: userRow({ pomodoro_settings: { daily_goal: 60 }, edited: { daily_goal: now - 1000 } }),
  tasks: [taskRow()],
  sessions: [sessionRow()],
  checkpoints: [checkpointRow()],
};

let ledgers = 0;

function freshLedger(skew: number | null = null): Promise<Ledger> {
  ledgers += 1;
  return openLedger({ name: `import-${ledgers}`, skew: () => skew });
}

function changesOf(text: string, here = noRows) {
  return acceptedPlan(text, here).changes;
}

test('FILES-13 an import is wholly on disk and marked to be sent when it is answered', async () => {
  const ledger = await freshLedger();
  const text = writeBackup(full, now);
  expect(await importChanges(ledger, 'local', changesOf(text))).toEqual({ ok: true });
  expect(writeBackup(await readStoredRows(ledger, 'local'), now)).toBe(text);
  expect(await ledger.waitingCount()).toBe(4);
});

test('FILES-13 an import is one transaction: on a full disk nothing of it is written', async () => {
  const ledger = await freshLedger();
  let calls = 0;
  const fullLedger: Ledger = {
    ...ledger,
    record: async () => {
      calls += 1;
      return Promise.reject(storageFullError(null));
    },
  };
  const changes = changesOf(writeBackup(full, now));
  expect(await importChanges(fullLedger, 'local', changes)).toEqual({ ok: false, reason: 'storage_full' });
  expect(calls).toBe(1);
  expect(await readStoredRows(ledger, 'local')).toEqual(noRows);
});

test('FILES-13 rows that came into the ledger since the preview stay, and importing twice writes once', async () => {
  const ledger = await freshLedger();
  const changes = changesOf(writeBackup(full, now));
  const stopped = sessionRow({ outcome: 'stopped', completed: false });
  const renamed = taskRow({ title: 'Renamed since', edited: { title: now } });
  await ledger.record([
    { table: 'pomodoro_sessions', row: stopped },
    { table: 'tasks', row: renamed },
  ]);
  await importChanges(ledger, 'local', changes);
  const once = await ledger.waitingRows(10);
  await importChanges(ledger, 'local', changes);
  expect(await ledger.waitingRows(10)).toEqual(once);
  const here = await readStoredRows(ledger, 'local');
  expect(here.sessions).toEqual([stopped]);
  expect(here.tasks).toEqual([renamed]);
});

test('FILES-13 settings go to whoever is signed in when the import is confirmed', async () => {
  const ledger = await freshLedger();
  await importChanges(ledger, idOf(9), changesOf(writeBackup(full, now)));
  expect(await ledger.all('users')).toMatchObject([{ id: idOf(9), pomodoro_settings: { daily_goal: 60 } }]);
});

test('FILES-13 imported acts are not shifted with those that this clock stamps', async () => {
  const ledger = await freshLedger(5000);
  await importChanges(ledger, 'local', changesOf(writeBackup(full, now)));
  const marks = (await ledger.waitingRows(10)).map(({ mark }) => mark);
  expect(marks.filter(({ is_skewed }) => is_skewed)).toEqual([]);
});

test('FILES-15 erasing leaves nothing behind: no row, no mark, no running timer', async () => {
  const ledger = await freshLedger();
  const states: string[] = [];
  const engine = createTestEngine({
    ledger,
    owner: 'local',
    device: idOf(4),
    clock: { now: () => now, isTrusted: () => true },
    ids: { make: () => crypto.randomUUID(), derive: (name) => name },
    lastActive: async () => Promise.resolve(null),
    show: async ({ view }) => Promise.resolve(void states.push(view.state)),
    ring: async () => Promise.resolve(),
    tell: async () => Promise.resolve(),
    startSync: () => undefined,
    askOthers: async () => Promise.resolve(),
    mayWriteHistory: async () => Promise.resolve(true),
    rested: () => undefined,
  });
  const changes = changesOf(writeBackup(full, now));
  expect(await engine.execute({ type: 'import', changes })).toEqual({ ok: true });
  await engine.execute({ type: 'start' });
  expect(await engine.execute({ type: 'erase' })).toEqual({ ok: true });
  expect(await readStoredRows(ledger, 'local')).toEqual(noRows);
  expect(await ledger.waitingCount()).toBe(0);
  expect(states.slice(-2)).toEqual(['running', 'idle']);
});

test('FILES-13 a fault that is no full disk is not taken for one', async () => {
  const ledger = await freshLedger();
  const broken = { ...ledger, record: () => Promise.reject(new Error('broken')) };
  const changes = changesOf(writeBackup(full, now));
  await expect(importChanges(broken, 'local', changes)).rejects.toThrow('broken');
});
