import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { freshLedger } from '../../store/testing/rows.ts';
import type { ToolbarState, EngineDeps } from '../engine.ts';
import { createTestEngine } from '../testing/test-engine.ts';

const minute = 60_000;

async function setUp(over: Partial<EngineDeps> = {}) {
  const ledger = await freshLedger();
  const state = { at: 1000 * minute, log: [] as string[], shown: [] as ToolbarState[] };
  let ids = 0;
  const engine = createTestEngine({
    ledger,
    owner: 'local',
    device: 'd0',
    clock: { now: () => state.at, isTrusted: () => true },
    ids: { make: () => `id-${(ids += 1)}`, derive: (name, kind) => `${kind}:${name}` },
    lastActive: () => Promise.resolve(null),
    show(shown) {
      state.shown.push(shown);
      state.log.push('painted');
      return Promise.resolve();
    },
    ring: () => Promise.resolve(),
    tell: () => Promise.resolve(),
    startSync: () => void state.log.push('sync started'),
    askOthers: () => Promise.resolve(),
    mayWriteHistory: () => Promise.resolve(true),
    rested: () => undefined,
    ...over,
  });
  const view = () => state.shown.at(-1)?.view;
  return { ledger, state, engine, view };
}

test('ENGINE-3 what a command records is on its way before anything is painted', async () => {
  const { engine, state } = await setUp();
  await engine.execute({ type: 'start' });
  expect(state.log).toEqual(['sync started', 'painted']);
});

test('ENGINE-3 a refused command asks the server, since another device may have acted first', async () => {
  const { engine, state } = await setUp();
  expect(await engine.execute({ type: 'pause', session: 'gone' })).toMatchObject({ ok: false });
  expect(state.log).toEqual(['sync started', 'painted']);
});

test('ENGINE-1 an edit that is refused is answered with its reason, and nothing is recorded', async () => {
  const { engine, ledger } = await setUp();
  expect(await engine.execute({ type: 'add-task', title: ' ', estimate: 1 })).toEqual({
    ok: false,
    reason: 'bad_title',
  });
  expect(await ledger.waitingCount()).toBe(0);
});

test('ENGINE-1 an edit is on disk when it is answered', async () => {
  const { engine, ledger } = await setUp();
  expect(await engine.execute({ type: 'add-task', title: 'a', estimate: 1 })).toEqual({ ok: true });
  expect(await ledger.all('tasks')).toMatchObject([{ title: 'a' }]);
});

test('TIMER-13 a start begins the phase that the person chose', async () => {
  const { engine, view } = await setUp();
  await engine.execute({ type: 'start', phase: 'short_break' });
  expect(view()).toMatchObject({ state: 'running', phase: 'short_break' });
});

test('TASK-21 a session gets another task, and with it the next one where the person said so', async () => {
  const { engine, view, ledger, state } = await setUp();
  await engine.execute({ type: 'add-task', title: 'a', estimate: 1 });
  await engine.execute({ type: 'add-task', title: 'b', estimate: 1 });
  const ids = (await ledger.all('tasks')).sort((a, b) => (a.title < b.title ? -1 : 1)).map(({ id }) => id);
  const [a = '', b = ''] = ids;
  await engine.execute({ type: 'start' });
  const session = view()?.session_id ?? '';
  const current = async () => (await ledger.all('users'))[0]?.pomodoro_settings['current_task'];
  expect(await engine.execute({ type: 'retask', session, task: b })).toEqual({ ok: true });
  expect([view()?.task_id, await current()]).toEqual([b, a]);
  expect(await engine.execute({ type: 'retask', session, task: null, current: b })).toEqual({ ok: true });
  expect([view()?.task_id, await current()]).toEqual([null, b]);
  const refuse = (reason: string) => ({ ok: false, reason });
  expect(await engine.execute({ type: 'retask', session, task: 'gone' })).toEqual(refuse('unknown_task'));
  state.at += 26 * minute;
  const late = { type: 'retask', session, task: a, current: a } as const;
  expect(await engine.execute(late)).toEqual(refuse('already_ended'));
  expect(await current()).toBe(b);
});

test('ENGINE-40 an interruption is counted, and the newest of this device is taken back, also after the end', async () => {
  const { engine, ledger, view, state } = await setUp();
  await engine.execute({ type: 'start' });
  const session = view()?.session_id ?? '';
  const count = (kind: 'internal' | 'external') => engine.execute({ type: 'interruption', session, kind });
  const takeBack = (kind: 'internal' | 'external') =>
    engine.execute({ type: 'take-back-interruption', session, kind });
  for (const kind of ['internal', 'internal', 'external'] as const)
    expect(await count(kind)).toEqual({ ok: true });
  expect(await takeBack('internal')).toEqual({ ok: true });
  state.at += 26 * minute;
  expect(await count('external')).toEqual({ ok: false, reason: 'already_ended' });
  expect(await takeBack('external')).toEqual({ ok: true });
  expect(await takeBack('external')).toEqual({ ok: false, reason: 'nothing_counted' });
  await engine.settle();
  expect(await ledger.get('pomodoro_sessions', session)).toMatchObject({
    outcome: 'completed',
    internal_interruptions: 1,
    external_interruptions: 0,
    rules: 4,
  });
});

test('TIMER-11 an extension is in minutes', async () => {
  const { engine, view } = await setUp();
  await engine.execute({ type: 'start' });
  await engine.execute({ type: 'extend', session: view()?.session_id ?? '', minutes: 5 });
  expect(view()).toMatchObject({ total: 30 * minute });
});

test('HISTORY-1 no history is written while changes of the server may be missing here', async () => {
  const { engine, ledger, state } = await setUp({ mayWriteHistory: () => Promise.resolve(false) });
  await engine.execute({ type: 'start' });
  state.at += 26 * minute;
  await engine.settle();
  expect(await ledger.all('pomodoro_sessions')).toEqual([]);
});

test('BADGE-2 the first tick of a worker settles, and the next ones only paint', async () => {
  let asked = 0;
  const lastActive = () => {
    asked += 1;
    return Promise.resolve(null);
  };
  const first = await setUp();
  await first.engine.execute({ type: 'start' });
  const { engine, view } = await setUp({ ledger: first.ledger, lastActive });
  await engine.tick();
  expect(view()).toMatchObject({ state: 'running' });
  expect(asked).toBe(1);
  await engine.tick();
  expect(asked).toBe(1);
});
