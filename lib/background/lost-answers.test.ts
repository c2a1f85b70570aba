import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeId } from '../browser/make-id.ts';
import { eraseDatabase } from '../store/database.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { sessionRow, task } from '../store/testing/rows.ts';
import type { Auth } from '../sync/supabase/auth.ts';
import type { Background, BackgroundCommand } from './background.ts';
import { openSignedIn } from './testing/host.ts';
import { mortalDisk } from './testing/mortal-disk.ts';

const alone = { account: null, owner: null } as const;
const now = Date.UTC(2026, 0, 2, 12);

const open = (more: Parameters<typeof openSignedIn>[1] = {}): Background =>
  openSignedIn(
    {},
    {
      read: () => ({ wall: now, steady: 0 }),
      ids: { make: makeId, derive: (name) => name },
      // A worker that has died goes on here, on a disk that is closed.
      failed: () => undefined,
      ...more,
    },
    alone,
  ).background;

const erase = () => eraseDatabase(ledgerName(null));
beforeEach(erase);
afterEach(erase);

const preset = { work_duration: 30, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
const minute = 60_000;
const done = sessionRow();
const half = done.start_time + 10 * minute;
const added = { task_id: null, session_type: 'work', counts: false } as const;

/** What was there before, then the command that gets no answer. `session` stands for the newest one. */
const scenes: [string, ...BackgroundCommand[]][] = [
  ['a start', { type: 'start', preset: 'long' }],
  ['a pause', { type: 'start' }, { type: 'pause', session: '' }],
  ['a resume', { type: 'start' }, { type: 'pause', session: '' }, { type: 'resume', session: '' }],
  ['an extension', { type: 'start' }, { type: 'extend', session: '', minutes: 5 }],
  ['a skip', { type: 'start' }, { type: 'skip', session: '' }],
  ['a stop', { type: 'start' }, { type: 'stop', session: '' }],
  ['an undone stop', { type: 'start' }, { type: 'stop', session: '' }, { type: 'reopen', session: '' }],
  ['another task', { type: 'start' }, { type: 'retask', session: '', task: 'b', current: 'b' }],
  ['a new task', { type: 'add-task', title: 'Write', estimate: 1 }],
  ['an edit of a task', { type: 'edit-task', id: 'a', title: 'Read' }],
  ['tags of tasks', { type: 'set-tags', tasks: [{ id: 'a', from: [], to: ['home'] }] }],
  ['a choice', { type: 'choose-task', id: 'b' }],
  ['a completion', { type: 'choose-task', id: 'a' }, { type: 'complete-task', id: 'a', done: true }],
  ['a deletion', { type: 'choose-task', id: 'a' }, { type: 'delete-task', id: 'a', deleted: true }],
  ['a move', { type: 'move-task', id: 'a', after: 'b' }],
  ['a preset', { type: 'edit-preset', key: 'own', preset }],
  [
    'a removed preset',
    { type: 'edit-preset', key: 'own', preset },
    { type: 'edit-preset', key: 'own', preset: null },
  ],
  ['a setting', { type: 'set-preferences', preferences: { daily_goal: 3 } }],
  [
    'a split session',
    {
      type: 'correct-sessions',
      corrections: [
        { session: done.id, fields: { end_time: half } },
        { session: 'new', added: { ...added, start_time: half, end_time: done.end_time ?? 0 } },
      ],
    },
  ],
  ['an import', { type: 'import', changes: [task({ id: 'c', title: 'From a file', position: 'a2' })] }],
  ['an erasure', { type: 'erase' }],
];

async function rowsOf(background: Background) {
  const { ledger } = await background.workspace();
  const [acts, tasks, sessions, users] = await Promise.all([
    ledger.all('pomodoro_checkpoints'),
    ledger.all('tasks'),
    ledger.all('pomodoro_sessions'),
    ledger.all('users'),
  ]);
  return {
    // Rows come in the order of their ids, which are random.
    acts: acts.map((act) => `${act.checkpoint_type} ${act.remaining_time}`).toSorted(),
    tasks: tasks.map(({ id, ...fields }) => (['a', 'b', 'c'].includes(id) ? { id, ...fields } : fields)),
    sessions: sessions.map((one) => `${one.outcome} ${one.start_time} ${one.end_time}`).toSorted(),
    users: users.map(({ pomodoro_settings }) => {
      const { current_task, ...settings } = pomodoro_settings;
      return [settings, current_task === null || current_task === undefined];
    }),
  };
}

/** Fills the database as the scene has it, and gives the command that is still to come. */
async function prepare(commands: BackgroundCommand[]): Promise<BackgroundCommand> {
  await erase();
  const background = open();
  const changes = [
    task({ id: 'a', position: 'a0' }),
    task({ id: 'b', position: 'a1' }),
    { table: 'pomodoro_sessions' as const, row: done },
  ];
  expect(await background.handle({ type: 'import', changes })).toEqual({ ok: true });
  let last: BackgroundCommand = { type: 'opened' };
  let session = '';
  for (const [place, command] of commands.entries()) {
    session = (await background.toolbarState()).view.session_id ?? session;
    last = 'session' in command ? { ...command, session } : command;
    if (place === commands.length - 1) break;
    expect(await background.handle(last)).toEqual({ ok: true });
  }
  (await background.workspace()).ledger.close();
  return last;
}

test.each(scenes)(
  'ENGINE-5 %s is carried out once, wherever the worker dies that was asked first',
  async (_, ...commands) => {
    const undisturbed = await prepare(commands);
    const whole = open();
    expect(await whole.handle(undisturbed, makeId())).toEqual({ ok: true });
    const expected = await rowsOf(whole);
    let survived = false;
    for (let writes = 0; !survived; writes += 1) {
      const command = await prepare(commands);
      const id = makeId();
      const { host, death } = mortalDisk(writes);
      const first = await Promise.race([open(host).handle(command, id), death]);
      survived = first !== 'died';
      // Its answer is lost, also where it was given.
      const next = open();
      expect(await next.handle(command, id), `after ${writes} writes`).toEqual({ ok: true });
      expect(await rowsOf(next), `after ${writes} writes`).toEqual(expected);
      expect(writes).toBeLessThan(20);
    }
  },
);

test('ENGINE-5 a page of an older version gives no id: its command is carried out as it comes', async () => {
  await prepare([{ type: 'opened' }]);
  const background = open();
  await background.handle({ type: 'add-task', title: 'Write', estimate: 1 });
  await background.handle({ type: 'add-task', title: 'Write', estimate: 1 });
  expect((await rowsOf(background)).tasks).toHaveLength(4);
});

const proof = {
  type: 'enter-proof',
  email: 'ada@example.org',
  proof: { kind: 'code', code: '123456' },
} as unknown as BackgroundCommand;

test('ENGINE-7 a command on the account is not begun twice, and its answer outlives the worker', async () => {
  const kept = new Map();
  const host = {
    answers: {
      read: (id: string) => Promise.resolve(kept.get(id)),
      write: (id: string, answer: unknown) => Promise.resolve(void kept.set(id, answer)),
    },
  };
  let entered = 0;
  const neverAnswers = Promise.withResolvers<never>();
  let answers: () => Promise<unknown> = () => Promise.resolve({ ok: false, reason: 'wrong_code' });
  const background = () =>
    openSignedIn(
      {
        auth: { enterProof: () => ((entered += 1), answers()) } as unknown as Auth,
        remote: () => Promise.withResolvers<never>().promise,
      },
      host,
      { ...alone, server: { url: 'https://example.org', key: 'key', own: true } },
    ).background;
  const refused = await background().handle(proof, 'one');
  expect(refused).toMatchObject({ ok: false });
  expect(await background().handle(proof, 'one')).toEqual(refused);
  expect(entered).toBe(1);
  answers = () => neverAnswers.promise;
  void background().handle(proof, 'two');
  await expect.poll(() => entered).toBe(2);
  expect(await background().handle(proof, 'two')).toMatchObject({ ok: false, reason: 'unexpected' });
  expect(entered).toBe(2);
});
