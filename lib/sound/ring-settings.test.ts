import { expect, test } from 'vitest';
import { defaultRingSettings, readRingSettings } from './ring-settings.ts';

test('SOUND-2 what is stored is read back, and what is not falls back to the default', () => {
  const sounds = { notify: false, sound: 'off', volume: 0.25, tab: true } as const;
  expect(readRingSettings(sounds)).toEqual(sounds);
  expect(readRingSettings({ volume: 0.25 })).toEqual({ ...defaultRingSettings, volume: 0.25 });
  expect(readRingSettings(undefined)).toEqual(defaultRingSettings);
});
