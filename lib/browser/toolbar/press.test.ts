import { describe, expect, test } from 'vitest';
import { defaultPreferences, defaultPresets, type Settings } from '../../timer/settings.ts';
import { idleView, runningView } from '../../ui/testing/fixtures.ts';
import { commandOfPress, pressOfPreset } from './press.ts';

const settings: Settings = { ...defaultPreferences, presets: { ...defaultPresets }, sites: [] };
const paused = { ...runningView, state: 'paused' as const, ends_at: null };
const breakWaits = {
  ...idleView,
  state: 'finished' as const,
  phase: 'short_break' as const,
  ended_phase: 'work' as const,
  session_id: 'session',
};
const focusWaits = { ...breakWaits, phase: 'work' as const, ended_phase: 'short_break' as const };

describe('TOOLBAR-5 what the menu and the keys do', () => {
  test.each([
    ['toggle', 'idle', idleView, { type: 'start' }],
    ['toggle', 'running', runningView, { type: 'pause', session: 'session' }],
    ['toggle', 'paused', paused, { type: 'resume', session: 'session' }],
    ['toggle', 'finished', breakWaits, { type: 'start' }],
    ['skip', 'running', runningView, { type: 'skip', session: 'session' }],
    ['skip', 'paused', paused, { type: 'skip', session: 'session' }],
    ['skip', 'waiting for a break', breakWaits, { type: 'start', phase: 'work' }],
    ['skip', 'waiting for focus', focusWaits, null],
    ['skip', 'idle', idleView, null],
    ['stop', 'running', runningView, { type: 'stop', session: 'session' }],
    ['stop', 'paused', paused, { type: 'stop', session: 'session' }],
    ['stop', 'finished', breakWaits, null],
    ['stop', 'idle', idleView, null],
  ] as const)('TOOLBAR-5 %s while %s', (press, _, view, command) => {
    expect(commandOfPress(press, view, settings)).toEqual(command);
  });

  test('TOOLBAR-6 a preset starts where nothing runs, and is only chosen where something does', () => {
    const long = pressOfPreset('long');
    const chosen = { type: 'set-preferences', preferences: { preset: 'long' } };
    expect(commandOfPress(long, idleView, settings)).toEqual({ type: 'start', preset: 'long' });
    expect(commandOfPress(long, breakWaits, settings)).toEqual({ type: 'start', preset: 'long' });
    expect(commandOfPress(long, runningView, settings)).toEqual(chosen);
    expect(commandOfPress(long, paused, settings)).toEqual(chosen);
  });

  test('TOOLBAR-6 a preset that was deleted meanwhile does nothing', () => {
    expect(commandOfPress(pressOfPreset('gone'), idleView, settings)).toBeNull();
  });
});
