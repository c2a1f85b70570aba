import { expect, test } from 'vitest';
import { userRow } from '../../store/testing/rows.ts';
import type { Preset } from '../../timer/settings.ts';
import { settingsEdits } from './edit-settings.ts';

const own: Preset = {
  name: 'Own',
  work_duration: 40,
  short_break: 8,
  long_break: 20,
  sessions_before_long_break: 3,
};
const user = userRow({
  pomodoro_settings: { own, daily_goal: 60 },
  edited: { own: 10, daily_goal: 20 },
});

const editPreset = (key: string, preset: Preset | null) =>
  settingsEdits['edit-preset']({ type: 'edit-preset', key, preset }, { user, now: 1000 });

test('ENGINE-6 an edit of the settings stamps the keys that it changes and leaves the others', () => {
  const edit = settingsEdits['set-preferences'](
    { type: 'set-preferences', preferences: { daily_goal: 90, auto_start_breaks: true } },
    { user, now: 1000 },
  );
  expect(edit).toEqual({
    ok: true,
    changes: [
      {
        table: 'users',
        row: {
          ...user,
          pomodoro_settings: { own, daily_goal: 90, auto_start_breaks: true },
          edited: { own: 10, daily_goal: 1000, auto_start_breaks: 1000 },
        },
      },
    ],
  });
});

test('ENGINE-6 a key that was never edited is stamped with the time, and one of the future with a later one', () => {
  const ahead = userRow({ edited: { daily_goal: 5000 } });
  const preferences = { daily_goal: 90, day_starts_at: 4 };
  for (const [now, stamp] of [
    [1000, 1000],
    [0, 1],
  ] as const) {
    const edit = settingsEdits['set-preferences'](
      { type: 'set-preferences', preferences },
      { user: ahead, now },
    );
    expect(edit).toMatchObject({
      changes: [{ row: { edited: { daily_goal: 5001, day_starts_at: stamp } } }],
    });
  }
});

const taken: [string, Partial<Preset>][] = [
  ['a few seconds of each', { work_duration: 0.05, short_break: 0.05, long_break: 0.05 }],
  ['three hours of each', { work_duration: 180, short_break: 180, long_break: 180 }],
  ['one round', { sessions_before_long_break: 1 }],
  ['twelve rounds', { sessions_before_long_break: 12 }],
];
test.each(taken)('ENGINE-6 a preset may have %s', (_name, part) => {
  expect(editPreset('own', { ...own, ...part })).toMatchObject({
    ok: true,
    changes: [
      {
        row: { pomodoro_settings: { own: { ...own, ...part }, daily_goal: 60 }, edited: { own: 1000 } },
      },
    ],
  });
});

const refused: [string, Partial<Preset>][] = [
  ['no focus', { work_duration: 0 }],
  ['no short break', { short_break: 0 }],
  ['no long break', { long_break: 0 }],
  ['over three hours', { long_break: 181 }],
  ['no rounds', { sessions_before_long_break: 0 }],
  ['thirteen rounds', { sessions_before_long_break: 13 }],
  ['half a round', { sessions_before_long_break: 2.5 }],
];
test.each(refused)('ENGINE-6 a preset with %s is refused', (_name, part) => {
  expect(editPreset('own', { ...own, ...part })).toEqual({ ok: false, reason: 'bad_duration' });
});

test('ENGINE-6 a preset that is there is deleted, and one that is not is refused', () => {
  expect(editPreset('own', null)).toMatchObject({
    ok: true,
    changes: [{ row: { pomodoro_settings: { own: null }, edited: { own: 1000 } } }],
  });
  expect(editPreset('other', null)).toEqual({ ok: false, reason: 'unknown_preset' });
});
