import { expect, test } from 'vitest';
import { mergeAbsorbed, mergeRecorded } from './merge.ts';
import type { Change } from './rows.ts';
import { checkpoint, device, session, task, user } from './testing/rows.ts';

const absorbed: { what: string; mine: Change; served: Change; merged: Change; isWaiting: boolean }[] = [
  {
    what: 'edits of different fields both survive',
    mine: task({ title: 'Mine', edited: { title: 5 } }),
    served: task({ position: 'b0', edited: { position: 9 } }),
    merged: task({ title: 'Mine', position: 'b0', edited: { title: 5, position: 9 } }),
    isWaiting: true,
  },
  {
    what: 'of one field the later edit survives, here mine',
    mine: task({ title: 'Mine', edited: { title: 6 } }),
    served: task({ title: 'Theirs', edited: { title: 5 } }),
    merged: task({ title: 'Mine', edited: { title: 6 } }),
    isWaiting: true,
  },
  {
    what: 'of one field the later edit survives, here theirs',
    mine: task({ title: 'Mine', edited: { title: 5 } }),
    served: task({ title: 'Theirs', edited: { title: 6 } }),
    merged: task({ title: 'Theirs', edited: { title: 6 } }),
    isWaiting: false,
  },
  {
    what: 'edits of the same instant: the one that all other devices have',
    mine: task({ title: 'Mine', edited: { title: 5 } }),
    served: task({ title: 'Theirs', edited: { title: 5 } }),
    merged: task({ title: 'Theirs', edited: { title: 5 } }),
    isWaiting: false,
  },
  {
    what: 'what arrived already needs no sending',
    mine: task({ title: 'Mine', edited: { title: 5 } }),
    served: task({ title: 'Mine', edited: { title: 5 } }),
    merged: task({ title: 'Mine', edited: { title: 5 } }),
    isWaiting: false,
  },
  {
    what: 'settings merge by key, and a deleted preset stays deleted',
    mine: user({ pomodoro_settings: { own: null, daily_goal: 60 }, edited: { own: 8 } }),
    served: user({
      email: 'ada@example.org',
      pomodoro_settings: { own: { work_duration: 1 }, daily_goal: 90 },
      edited: { own: 7, daily_goal: 3 },
    }),
    merged: user({
      email: 'ada@example.org',
      pomodoro_settings: { own: null, daily_goal: 90 },
      edited: { own: 8, daily_goal: 3 },
    }),
    isWaiting: true,
  },
  {
    what: "a checkpoint is the server's",
    mine: checkpoint({ timestamp: 9000 }),
    served: checkpoint({ timestamp: 8000 }),
    merged: checkpoint({ timestamp: 8000 }),
    isWaiting: false,
  },
  {
    what: 'a session is overwritten',
    mine: session({ active_time: 5 }),
    served: session({ active_time: 6 }),
    merged: session({ active_time: 6 }),
    isWaiting: false,
  },
  {
    what: 'a device that waits is what it says of itself',
    mine: device({ name: 'Work' }),
    served: device({ name: 'Chrome' }),
    merged: device({ name: 'Work' }),
    isWaiting: true,
  },
];

test.each(absorbed)(
  'STORE-7 a waiting row meets the server: $what',
  ({ mine, served, merged, isWaiting }) => {
    expect(mergeAbsorbed(mine, served)).toEqual({ change: merged, isWaiting });
  },
);

const recorded: { what: string; there: Change; made: Change; merged: Change }[] = [
  {
    what: 'a new edit wins',
    there: task({ title: 'Old', edited: { title: 5 } }),
    made: task({ title: 'New', edited: { title: 6 } }),
    merged: task({ title: 'New', edited: { title: 6 } }),
  },
  {
    what: 'an edit absorbed since the row was read stays',
    there: task({ title: 'Theirs', edited: { title: 9 } }),
    made: task({ title: 'Old', position: 'b0', edited: { title: 5, position: 7 } }),
    merged: task({ title: 'Theirs', position: 'b0', edited: { title: 9, position: 7 } }),
  },
  {
    what: 'the second edit within a millisecond is the later one',
    there: task({ title: 'First', edited: { title: 5 } }),
    made: task({ title: 'Second', edited: { title: 5 } }),
    merged: task({ title: 'Second', edited: { title: 6 } }),
  },
  {
    what: 'a default that nobody has set claims no time',
    there: user({ pomodoro_settings: {}, edited: {} }),
    made: user({ pomodoro_settings: { short: 1, preset: 'long' }, edited: { preset: 3 } }),
    merged: user({ pomodoro_settings: { short: 1, preset: 'long' }, edited: { preset: 3 } }),
  },
  {
    what: 'a preset with its keys in another order is the same',
    there: user({ pomodoro_settings: { own: { a: 1, b: 2 } }, edited: { own: 3 } }),
    made: user({ pomodoro_settings: { own: { b: 2, a: 1 } }, edited: { own: 3 } }),
    merged: user({ pomodoro_settings: { own: { a: 1, b: 2 } }, edited: { own: 3 } }),
  },
  {
    what: 'a session is written as it is',
    there: session({ active_time: 5 }),
    made: session({ active_time: 6 }),
    merged: session({ active_time: 6 }),
  },
];

test.each(recorded)('STORE-2 a row is recorded over another: $what', ({ there, made, merged }) => {
  expect(mergeRecorded(there, made)).toEqual(merged);
});

test.each(Object.getOwnPropertyNames(Object.prototype))('STORE-30 a setting called %s merges', (key) => {
  const settings = (at: number, value: number): Change =>
    user({
      pomodoro_settings: Object.fromEntries([[key, value]]),
      edited: Object.fromEntries([[key, at]]),
    });
  const bare = user({ pomodoro_settings: {}, edited: {} });
  const valuesOf = (change: Change) =>
    change.table === 'users' ? Object.entries(change.row.pomodoro_settings) : [];
  expect(valuesOf(mergeRecorded(bare, settings(5, 1)))).toEqual([[key, 1]]);
  expect(valuesOf(mergeRecorded(settings(5, 1), settings(6, 2)))).toEqual([[key, 2]]);
  expect(valuesOf(mergeAbsorbed(settings(5, 1), settings(6, 2)).change)).toEqual([[key, 2]]);
  expect(mergeAbsorbed(settings(7, 1), bare)).toMatchObject({ isWaiting: true });
});
