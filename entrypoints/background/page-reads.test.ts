import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { createStatusKeeper } from '../../lib/messages/status-keeper.ts';
import { unknownStatus } from '../../lib/messages/status.ts';
import type { CommitMessage, ReadRequest } from '../../lib/messages/read.ts';
import { eraseDatabase } from '../../lib/store/database.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import { openLedger } from '../../lib/store/open-ledger.ts';
import { task, taskRow } from '../../lib/store/testing/rows.ts';
import { createPageReads } from './page-reads.ts';

type Asked = Parameters<ReturnType<typeof createPageReads>['read']>[1];

async function setUp(owner: string) {
  const keeper = createStatusKeeper(unknownStatus, () => Promise.resolve());
  const announced: CommitMessage[] = [];
  let ids = 0;
  const pageReads = createPageReads({
    status: Promise.resolve(keeper),
    announce: (committed) => announced.push(committed),
    makeId: () => `id-${(ids += 1)}`,
  });
  const ledger = await openLedger({ name: ledgerName(owner) });
  await pageReads.show(ledger, owner);
  const background = {
    workspace: () => Promise.resolve({ ledger }),
    answer: (_name: string, work: () => Promise<unknown>) => work(),
  } as unknown as Asked;
  const read = (asked: ReadRequest['read']) => pageReads.read({ owner, read: asked }, background);
  return { keeper, announced, ledger, read };
}

test('UI-80 the background names its database, and announces each commit in it', async () => {
  const { keeper, announced, ledger } = await setUp(crypto.randomUUID());
  expect(keeper.get().store).toBe(await ledger.identify('another'));
  await ledger.record([task()]);
  expect(announced).toMatchObject([{ tables: ['tasks'] }]);
});

test('UI-80 the background reads for a page, each kind of reading', async () => {
  const { ledger, read } = await setUp(crypto.randomUUID());
  await ledger.record([task()]);
  expect(await read({ type: 'all', table: 'tasks' })).toEqual({ ok: true, value: [taskRow()] });
  expect(await read({ type: 'waitingCount' })).toEqual({ ok: true, value: 1 });
  expect(await read({ type: 'sessionCount' })).toEqual({ ok: true, value: 0 });
  expect(await read({ type: 'setAsideRows' })).toEqual({ ok: true, value: [] });
  expect(await read({ type: 'sessionsOf', tasks: ['t'] })).toEqual({ ok: true, value: [] });
  expect(await read({ type: 'allOf', store: 'outbox' })).toMatchObject({ ok: true, value: [{}] });
});

test('UI-80 a database that was removed and made again is named anew when a page asks', async () => {
  const owner = crypto.randomUUID();
  const { keeper, read } = await setUp(owner);
  const before = keeper.get().store;
  await eraseDatabase(ledgerName(owner));
  await read({ type: 'waitingCount' });
  await vi.waitFor(() => expect(keeper.get().store).not.toBe(before));
});
