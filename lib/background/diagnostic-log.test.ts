import { expect, test } from 'vitest';
import { emptyDiagnosticLog, type DiagnosticLog } from '../messages/diagnostic-log.ts';
import { task } from '../store/testing/rows.ts';
import type { HintListener, Remote, RemoteResult, SyncReply } from '../sync/remote.ts';
import { createDiagnosticRecorder } from './diagnostic-log.ts';

const emptyReply: SyncReply = {
  head: 1,
  rows: [],
  cursor: 1,
  more: false,
  rejected: [],
  server_time: 0,
  epoch: 'e',
};

function setUp(kept: DiagnosticLog = emptyDiagnosticLog) {
  const state = { now: 1000, written: kept, writes: 0 };
  const recorder = createDiagnosticRecorder({
    now: () => state.now,
    read: () => Promise.resolve(kept),
    write: (next) => {
      state.written = next;
      state.writes += 1;
      return Promise.resolve();
    },
  });
  return { state, recorder };
}

const written = (): Promise<void> =>
  new Promise((done) => {
    setTimeout(done);
  });
const codes = (log: DiagnosticLog) =>
  log.events.map(({ code, about, times }) => [code, about, times].join(' '));

test('DIAG-1 calls, hints and the channel are noted, in numbers', async () => {
  const { state, recorder } = setUp();
  const answers: RemoteResult<SyncReply>[] = [
    { ok: true, value: emptyReply },
    { ok: true, value: { ...emptyReply, rows: [task(), task()] } },
    { ok: false, failure: { kind: 'offline', reason: 'unreachable', detail: 'Failed to fetch' } },
  ];
  let heard: HintListener | null = null;
  const remote: Remote = {
    sync: () => Promise.resolve(answers.shift() ?? { ok: true, value: emptyReply }),
    head: () => Promise.resolve({ ok: true, value: null }),
    listen: (on) => {
      heard = on;
      return () => undefined;
    },
  };
  const watched = recorder.watch(remote);
  for (const changes of [[], [task()], []]) await watched.sync(0, changes);
  const passedOn: string[] = [];
  watched.listen({
    hint: ({ to }) => passedOn.push(`hint ${to}`),
    up: () => passedOn.push('up'),
    down: (reason) => passedOn.push(`down ${reason}`),
  });
  const on = heard as HintListener | null;
  on?.up();
  on?.hint({ from: 1, to: 2, rows: [task()] });
  on?.hint({ from: 2, to: 3, rows: null });
  on?.down('token expired');
  await written();
  expect(codes(state.written)).toEqual([
    'sync 1 2 1',
    'fail unreachable Failed to fetch 1',
    'up  1',
    'hint 1 1',
    'hint  1',
    'down token expired 1',
  ]);
  expect(state.written.errors.map(({ code }) => code)).toEqual(['fail', 'down']);
  expect(state.written.synced_at).toBe(1000);
  expect(passedOn).toEqual(['up', 'hint 2', 'hint 3', 'down token expired']);
});

test('DIAG-2 events are kept for an hour and the last twenty errors for longer; repeats are one line', async () => {
  const { state, recorder } = setUp();
  for (let count = 0; count < 30; count += 1) recorder.note('error', `command ${count}`);
  state.now += 3_600_000;
  recorder.note('wake', 'pulse');
  recorder.note('wake', 'pulse');
  await written();
  expect(codes(state.written)).toEqual(['wake pulse 2']);
  expect(state.written.errors).toHaveLength(20);
  for (let count = 0; count < 300; count += 1) recorder.note('wake', `why ${count}`);
  await written();
  expect(state.written.events).toHaveLength(150);
});

test('DIAG-2 a worker continues the log of the one before it', async () => {
  const before = { at: 900, code: 'wake' as const, about: 'start', times: 1 };
  const { state, recorder } = setUp({ ...emptyDiagnosticLog, events: [before], synced_at: 800 });
  recorder.note('wake', 'timer');
  recorder.clock(12);
  await written();
  expect(codes(state.written)).toEqual(['wake start 1', 'wake timer 1']);
  expect([state.written.synced_at, state.written.clock_error]).toEqual([800, 12]);
});

test('DIAG-2 a worker continues the errors of the one before it, and repeats are one line there, too', async () => {
  const before = { at: 900, code: 'down' as const, about: 'token expired', times: 1 };
  const { state, recorder } = setUp({ ...emptyDiagnosticLog, errors: [before] });
  recorder.note('error', 'start broken');
  recorder.note('error', 'start broken');
  await written();
  expect(state.written.errors).toEqual([
    before,
    { at: 1000, code: 'error', about: 'start broken', times: 2 },
  ]);
});

test('DIAG-1 a clock that is as good as before is not written again', async () => {
  const { state, recorder } = setUp();
  recorder.clock(12);
  await written();
  const first = state.written;
  recorder.clock(12);
  await written();
  expect(first.clock_error).toBe(12);
  expect(state.writes).toBe(1);
});

test('DIAG-2 a repeat is added to its own line and changes none before it', async () => {
  const { state, recorder } = setUp();
  for (const why of ['start', 'timer', 'pulse', 'pulse', 'pulse', 'timer']) recorder.note('wake', why);
  await written();
  expect(codes(state.written)).toEqual(['wake start 1', 'wake timer 1', 'wake pulse 3', 'wake timer 1']);
  expect(state.writes).toBe(1);
});

test('DIAG-1 a call without rows is no line, but the time of the last call is kept', async () => {
  const { state, recorder } = setUp();
  const watched = recorder.watch({
    sync: () => Promise.resolve({ ok: true, value: emptyReply }),
    head: () => Promise.resolve({ ok: true, value: null }),
    listen: () => () => undefined,
  });
  await watched.sync(0, []);
  await written();
  expect(codes(state.written)).toEqual([]);
  expect(state.written.synced_at).toBe(1000);
  await watched.sync(0, [task()]);
  await written();
  expect(codes(state.written)).toEqual(['sync 1 0 1']);
});

test('DIAG-1 rows that could not be read are noted, a few of each reply and among the errors', async () => {
  const { state, recorder } = setUp();
  const unreadable = Array.from({ length: 9 }, (_, place) => ({
    table: 'tasks',
    id: `t${place}`,
    reason: 'title cannot be ""',
  }));
  const watched = recorder.watch({
    sync: () => Promise.resolve({ ok: true, value: { ...emptyReply, unreadable } }),
    head: () => Promise.resolve({ ok: true, value: null }),
    listen: () => () => undefined,
  });
  await watched.sync(0, []);
  await written();
  expect(codes(state.written)[0]).toBe('unreadable tasks t0: title cannot be "" 1');
  expect(state.written.errors).toHaveLength(5);
});

test('SYNC-83 a line is cut, however long the words are', async () => {
  const { state, recorder } = setUp();
  recorder.note('error', 'x'.repeat(11_000_000));
  await written();
  expect(state.written.errors[0]?.about).toHaveLength(300);
});
