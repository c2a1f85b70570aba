import fc from 'fast-check';
import { v5 } from 'uuid';
import { isNote, readNote } from '../../corrections/note.ts';
import type { Change, Session, Task, User } from '../../store/rows.ts';
import { byHandRules } from '../../store/session-corrections.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import type { DeriveId, ImportContext } from '../import-plan.ts';
import type { SavedRows, StoredRows } from '../stored-rows.ts';

/** Later than all instants in these tests: 1 July 2026. */
export const now = Date.UTC(2026, 6, 1);

export const deriveId: DeriveId = (name) => v5(name, '0b8f8f6e-8a3c-5d0e-9a53-1f6d1f0c7f02');

/** A UUID made of a number. */
export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export const noRows: SavedRows = {
  owner: 'local',
  user: null,
  tasks: [],
  sessions: [],
  checkpoints: [],
  devices: [],
};

export function importContext(
  stored: StoredRows = noRows,
  offsetAt: ImportContext['offsetAt'] = () => 0,
): ImportContext {
  return { stored, now, deriveId, offsetAt };
}

/** The stored rows after changes were recorded, as the ledger does it. */
export function afterChanges(here: StoredRows, changes: readonly Change[]): StoredRows {
  const put = <Row extends { id: string }>(rows: readonly Row[], row: Row) => [
    ...rows.filter(({ id }) => id !== row.id),
    row,
  ];
  return changes.reduce<StoredRows>((held, { table, row }) => {
    if (table === 'users') return { ...held, user: row };
    if (table === 'tasks') return { ...held, tasks: put(held.tasks, row) };
    if (table === 'pomodoro_sessions') return { ...held, sessions: put(held.sessions, row) };
    if (table === 'pomodoro_checkpoints') return { ...held, checkpoints: put(held.checkpoints, row) };
    return held;
  }, here);
}

export function sessionRow(row: Partial<Session> = {}): Session {
  return {
    id: idOf(1),
    task_id: null,
    session_type: 'work',
    start_time: Date.UTC(2026, 0, 5, 9),
    end_time: Date.UTC(2026, 0, 5, 9, 25),
    completed: true,
    current_session_number: 1,
    active_time: 25 * 60_000,
    outcome: 'completed',
    preset_type: 'short',
    rules: 1,
    ...row,
  };
}

export function taskRow(row: Partial<Task> = {}): Task {
  return {
    id: idOf(2),
    title: 'Write the report',
    description: null,
    estimated_pomodoros: 3,
    created_at: Date.UTC(2026, 0, 4),
    completed_at: null,
    is_active: true,
    position: 'a0',
    deleted_at: null,
    edited: {},
    ...row,
  };
}

export function checkpointRow(row: Partial<Checkpoint> = {}): Checkpoint {
  return {
    id: idOf(3),
    session_id: idOf(1),
    parent_id: null,
    follows: null,
    device_id: idOf(4),
    checkpoint_type: 'start',
    timestamp: Date.UTC(2026, 0, 5, 9),
    generation: 1,
    session_type: 'work',
    task_id: null,
    round_number: 1,
    preset_type: 'short',
    plan: { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
    remaining_time: 25 * 60_000,
    added_time: 0,
    is_paused: false,
    last_active: null,
    ...row,
  };
}

export function userRow(row: Partial<User> = {}): User {
  return { id: 'local', email: null, username: null, pomodoro_settings: {}, edited: {}, ...row };
}

const ids = fc.uuid();
const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: now });
const phases = fc.constantFrom('work' as const, 'short_break' as const, 'long_break' as const);
const keys = fc.constantFrom('short', 'long', '0198c0de-0000-7000-8000-000000000000', 'Grün', '=1+1');
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((text) => text.replaceAll('\0', '').trim())
  .filter((text) => text !== '' && text.isWellFormed());

const plans = fc.record({
  work_duration: fc.integer({ min: 1, max: 180 }),
  short_break: fc.integer({ min: 1, max: 180 }),
  long_break: fc.integer({ min: 1, max: 180 }),
  sessions_before_long_break: fc.integer({ min: 1, max: 12 }),
});

const wholeTasks: fc.Arbitrary<Task> = fc.record({
  id: ids,
  title: words,
  description: fc.option(words),
  estimated_pomodoros: fc.integer({ min: 0, max: 99 }),
  created_at: instants,
  completed_at: fc.option(instants),
  is_active: fc.boolean(),
  position: fc.constantFrom('a0', 'a1', 'a1V', 'Zz', 'b00'),
  tags: fc.constantFrom('', 'home', 'home reading'),
  deleted_at: fc.option(instants),
  edited: fc.dictionary(fc.constantFrom('title', 'position', 'tags', 'deleted_at'), instants),
});

/** Some as a version before there were tags has stored them. */
const tasks = fc
  .tuple(wholeTasks, fc.boolean())
  .map(([{ tags = '', ...task }, isOld]): Task => (isOld ? task : { ...task, tags }));

const notes = words.map((text) => readNote(text) ?? 'a').filter(isNote);

export const arbitrarySessions: fc.Arbitrary<Session> = fc
  .record({
    id: ids,
    task_id: fc.option(ids),
    session_type: phases,
    start_time: instants,
    length: fc.integer({ min: 0, max: 3 * 3_600_000 }),
    active: fc.double({ min: 0, max: 1, noNaN: true }),
    current_session_number: fc.integer({ min: 1, max: 12 }),
    outcome: fc.constantFrom(
      'completed' as const,
      'interrupted' as const,
      'stopped' as const,
      'void' as const,
    ),
    preset_type: keys,
    rules: fc.integer({ min: 0, max: 3 }),
    corrected: fc.option(fc.dictionary(fc.constantFrom('task_id', 'session_type', 'counts'), instants)),
    device_id: fc.option(ids),
    note: fc.option(notes),
  })
  .map(({ length, active, corrected, device_id, note, ...row }) => {
    const end_time = row.outcome === 'void' ? null : Math.min(now, row.start_time + length);
    const active_time = end_time === null ? 0 : Math.round((end_time - row.start_time) * active);
    const completed = row.outcome === 'completed';
    const edited = corrected ?? {};
    const byHand = { device_id, counts: 'counts' in edited ? completed : null, deleted_at: null, edited };
    const rules = Object.keys(edited).length > 0 ? byHandRules + row.rules : row.rules;
    const noted = note === null ? {} : { note };
    return { ...row, ...noted, end_time, active_time, completed, ...(corrected && { ...byHand, rules }) };
  });

const checkpoints: fc.Arbitrary<Checkpoint> = fc.record({
  id: ids,
  session_id: ids,
  parent_id: fc.option(ids),
  follows: fc.option(ids),
  device_id: ids,
  checkpoint_type: fc.constantFrom('start', 'pause', 'resume', 'stop', 'begin', 'split'),
  timestamp: instants,
  generation: fc.integer({ min: 1, max: 100_000 }),
  session_type: phases,
  task_id: fc.option(ids),
  round_number: fc.integer({ min: 1, max: 12 }),
  preset_type: keys,
  plan: plans,
  remaining_time: fc.integer({ min: 0, max: 180 * 60_000 }),
  added_time: fc.integer({ min: 0, max: 60 * 60_000 }),
  is_paused: fc.boolean(),
  last_active: fc.option(instants),
});

const users: fc.Arbitrary<User> = fc
  .record({
    presets: fc.dictionary(fc.constantFrom('short', 'long', 'own'), fc.option(plans), { minKeys: 1 }),
    preferences: fc.record({ daily_goal: fc.nat(1440), preset: keys, sites: fc.array(words) }),
    at: instants,
  })
  .map(({ presets, preferences, at }) => {
    const pomodoro_settings = { ...presets, ...preferences };
    const edited = Object.fromEntries(Object.keys(pomodoro_settings).map((key) => [key, at]));
    return userRow({ pomodoro_settings, edited });
  });

/** What a device may store: nothing that the server would refuse, and perhaps one session that runs. */
export const arbitraryRows: fc.Arbitrary<StoredRows> = fc
  .record({
    owner: fc.constant('local'),
    user: fc.option(users),
    tasks: fc.uniqueArray(tasks, { selector: ({ id }) => id, maxLength: 8 }),
    sessions: fc.uniqueArray(arbitrarySessions, { selector: ({ id }) => id, maxLength: 8 }),
    checkpoints: fc.uniqueArray(checkpoints, { selector: ({ id }) => id, maxLength: 8 }),
  })
  .map((held) => {
    const running = held.checkpoints[0];
    if (!running || held.sessions.some(({ id }) => id === running.session_id)) return held;
    const open = sessionRow({
      id: running.session_id,
      start_time: running.timestamp,
      end_time: null,
      outcome: 'running',
      completed: false,
      active_time: 0,
    });
    return { ...held, sessions: [...held.sessions, open] };
  });
