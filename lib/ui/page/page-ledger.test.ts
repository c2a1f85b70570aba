import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { CommitMessage, ReadAnswer, ReadRequest } from '../../messages/read.ts';
import { openLedger } from '../../store/open-ledger.ts';
import { openLedgerReader } from '../../store/open-ledger-reader.ts';
import { task, taskRow } from '../../store/testing/rows.ts';
import { createDistantLedger } from './distant-ledger.ts';
import { createPageLedger } from './page-ledger.ts';
import { refusalOf } from './read-error.ts';

/** A page that finds the database `name`, and a background that answers as `there` says. */
function openPage(
  name: string,
  there: (request: ReadRequest) => ReadAnswer = () => ({ ok: true, value: 7 }),
) {
  const asked: ReadRequest[] = [];
  let tell: (committed: CommitMessage) => void = () => undefined;
  const open = createPageLedger({
    openHere: (_owner, isWanted) => openLedgerReader(name, isWanted),
    loadDistant: () =>
      Promise.resolve(
        createDistantLedger({
          readThere(request) {
            asked.push(request);
            return Promise.resolve(there(request));
          },
          onCommitMessage(changed) {
            tell = changed;
            return () => undefined;
          },
        }),
      ),
  });
  return { open, asked, tell: (committed: CommitMessage) => tell(committed) };
}

const freshName = () => `test-${crypto.randomUUID()}`;

async function madeLedger(name: string, identity: string) {
  const ledger = await openLedger({ name });
  await ledger.identify(identity);
  await ledger.record([task()]);
  return ledger;
}

test('UI-80 a page reads the database that the background has named, and asks nobody', async () => {
  const name = freshName();
  await madeLedger(name, 'mine');
  const { open, asked } = openPage(name);
  const ledger = open('ada', (identity) => identity === 'mine');
  expect(await ledger.all('tasks')).toEqual([taskRow()]);
  expect(await ledger.waitingCount()).toBe(1);
  expect(asked).toEqual([]);
});

test.each<[string, (name: string) => Promise<unknown>]>([
  ['another database of the same name', (name) => madeLedger(name, 'of a private window')],
  ['one that has no id', (name) => openLedger({ name })],
  ['none', () => Promise.resolve()],
])('UI-80 where a page finds %s, the background reads', async (_what, prepare) => {
  const name = freshName();
  await prepare(name);
  const { open, asked } = openPage(name);
  const ledger = open('ada', (identity) => identity === 'mine');
  expect(await ledger.waitingCount()).toBe(7);
  await ledger.sessionsOf(['report']);
  expect(asked).toEqual([
    { owner: 'ada', read: { type: 'waitingCount' } },
    { owner: 'ada', read: { type: 'sessionsOf', tasks: ['report'] } },
  ]);
  await expect(ledger.localValue('x')).rejects.toThrow("is not the background's");
});

test('UI-80 a page reads by itself as soon as the background has named its database', async () => {
  const name = freshName();
  const { open, asked } = openPage(name);
  let named = '';
  const ledger = open(null, (identity) => identity === named);
  expect(await ledger.waitingCount()).toBe(7);
  await madeLedger(name, 'mine');
  expect(await ledger.waitingCount()).toBe(7);
  named = 'mine';
  expect(await ledger.waitingCount()).toBe(1);
  expect(asked).toHaveLength(2);
});

test('UI-80 a page hears of each commit once, and only of those of its owner', async () => {
  const name = freshName();
  const background = await madeLedger(name, 'mine');
  let named = 'another';
  const { open, tell } = openPage(name);
  const ledger = open('ada', (identity) => identity === named);
  const heard: unknown[] = [];
  ledger.onCommit((tables) => heard.push(tables));
  await ledger.waitingCount();
  tell({ owner: 'ada', tables: ['tasks'] });
  tell({ owner: null, tables: ['users'] });
  expect(heard).toEqual([['tasks']]);
  named = 'mine';
  await ledger.waitingCount();
  tell({ owner: 'ada', tables: ['users'] });
  await background.record([task({ id: 'b' })]);
  await vi.waitFor(() => expect(heard).toEqual([['tasks'], ['tasks']]));
});

test('UI-81 where nobody can read, the reason comes with the error', async () => {
  const { open } = openPage(freshName(), () => ({ ok: false, reason: 'no_store' }));
  const error: unknown = await open(null, () => true)
    .all('tasks')
    .catch((thrown: unknown) => thrown);
  expect(refusalOf(error)).toEqual({ ok: false, reason: 'no_store' });
});

test('UI-80 a page that has left a ledger asks nobody for it any more', async () => {
  const { open, asked } = openPage(freshName());
  const ledger = open('ada', () => true);
  ledger.close();
  await expect(ledger.all('tasks')).rejects.toThrow('was closed here');
  expect(asked).toEqual([]);
});
