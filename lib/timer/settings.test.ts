import { describe, expect, test } from 'vitest';
import { defaultPreferences, defaultPresets, isSite, maxSites, readSettings } from './settings.ts';

const own = { name: 'Own', work_duration: 40, short_break: 8, long_break: 20, sessions_before_long_break: 3 };

describe('TIMER-21 stored settings', () => {
  test('TIMER-21 nothing stored reads as the defaults', () => {
    expect(readSettings({})).toEqual({ ...defaultPreferences, presets: defaultPresets, sites: [] });
  });

  test('TIMER-21 the defaults are two presets and nothing switched on', () => {
    expect(readSettings({})).toEqual({
      preset: 'short',
      current_task: null,
      auto_start_breaks: false,
      auto_start_focus: false,
      daily_goal: 0,
      day_starts_at: 0,
      focus_mode: false,
      presets: {
        short: { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
        long: { work_duration: 50, short_break: 10, long_break: 30, sessions_before_long_break: 4 },
      },
      sites: [],
    });
  });

  test('TIMER-21 what is stored takes the place of the default', () => {
    const stored = {
      preset: 'own',
      current_task: 'task',
      auto_start_breaks: true,
      auto_start_focus: true,
      daily_goal: 1440,
      day_starts_at: 23,
      focus_mode: true,
    };
    expect(readSettings({ ...stored, own })).toEqual({
      ...stored,
      presets: { ...defaultPresets, own },
      sites: [],
    });
  });

  test.each([
    ['preset', 5],
    ['preset', 'unknown'],
    ['current_task', 5],
    ['current_task', null],
    ['auto_start_breaks', 'yes'],
    ['auto_start_focus', 1],
    ['daily_goal', -1],
    ['daily_goal', 1441],
    ['daily_goal', '60'],
    ['day_starts_at', 24],
    ['day_starts_at', -1],
    ['focus_mode', 'true'],
    ['own', { ...own, work_duration: 0 }],
    ['own', { ...own, work_duration: 181 }],
    ['own', { ...own, short_break: '5' }],
    ['own', { ...own, long_break: Number.NaN }],
    ['own', { ...own, sessions_before_long_break: 0 }],
    ['own', { ...own, sessions_before_long_break: 13 }],
    ['own', []],
    ['short', 7],
    ['of a newer version', 7],
  ])('TIMER-21 a wrong %s (%j) reads as the default', (key, value) => {
    expect(readSettings({ [key]: value })).toEqual(readSettings({}));
  });

  test('TIMER-21 the least and the most that a preset can have', () => {
    const least = { work_duration: 0.01, short_break: 0.01, long_break: 0.01, sessions_before_long_break: 1 };
    const most = { work_duration: 180, short_break: 180, long_break: 180, sessions_before_long_break: 12 };
    expect(readSettings({ least, most }).presets).toEqual({ ...defaultPresets, least, most });
  });

  test('TIMER-21 a deleted preset is gone, and another one is chosen in its place', () => {
    const settings = readSettings({ preset: 'short', short: null, own });
    expect(settings.presets).toEqual({ long: defaultPresets['long'], own });
    expect(settings.preset).toBe('long');
  });

  test('TIMER-21 where all presets are deleted the defaults come back', () => {
    const settings = readSettings({ short: null, long: null });
    expect(settings.presets).toEqual(defaultPresets);
    expect(settings.preset).toBe('short');
  });
});

describe('TIMER-22 listed sites', () => {
  test('TIMER-22 sites are read in alphabetical order, without those that were taken off the list', () => {
    const stored = { 'site:b.org': true, 'site:a.org': true, 'site:off.org': false, 'site:odd.org': 'yes' };
    expect(readSettings(stored).sites).toEqual(['a.org', 'b.org']);
  });

  test('TIMER-22 no more than 200 sites are read', () => {
    const stored = Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`site:s${n}.org`, true]));
    expect(readSettings(stored).sites).toHaveLength(200);
    expect(maxSites).toBe(200);
  });

  test.each(['a.org', 'www.a-b.co.uk', 'xn--bcher-kva.example', 'my_host.lan', 'localhost', '127.0.0.1'])(
    'TIMER-22 %s can be listed',
    (host) => {
      expect(isSite(host)).toBe(true);
      expect(readSettings({ [`site:${host}`]: true }).sites).toEqual([host]);
    },
  );

  test.each(['', 'com', 'A.org', 'a..org', '.org', 'a.org/x', 'localhost.', 'not localhost'])(
    'TIMER-22 "%s" cannot be listed',
    (host) => {
      expect(isSite(host)).toBe(false);
      expect(readSettings({ [`site:${host}`]: true }).sites).toEqual([]);
    },
  );

  test('TIMER-22 a host has less than 254 characters', () => {
    expect(isSite(`${'a'.repeat(249)}.org`)).toBe(true);
    expect(isSite(`${'a'.repeat(250)}.org`)).toBe(false);
  });
});

describe('STORE-30 names of the language', () => {
  const names = Object.getOwnPropertyNames(Object.prototype);
  const plan = { work_duration: 30, short_break: 5, long_break: 15, sessions_before_long_break: 4 };

  test.each(names)('STORE-30 a chosen preset %s that is not there gives way to one that is', (preset) => {
    const settings = readSettings({ preset });
    expect(settings.preset).toBe('short');
    expect(settings.presets[settings.preset]).toEqual(defaultPresets['short']);
  });

  test.each(names)('STORE-30 a preset may be called %s', (key) => {
    const settings = readSettings(
      Object.fromEntries<unknown>([
        ['preset', key],
        [key, plan],
      ]),
    );
    expect(settings.preset).toBe(key);
    expect(settings.presets[key]).toEqual(plan);
  });

  test('STORE-30 a preset whose name is no text is none', () => {
    const settings = readSettings({ preset: 'own', own: { ...plan, name: { toString: 1 } } });
    expect(settings.preset).toBe('short');
  });
});
