import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimerView } from '../../timer/view.ts';
import { badgeChangesIn, badgeColor, badgeColors, badgePaintsIn, badgeText } from './badge-text.ts';

function running(remaining: number): TimerView {
  return {
    state: 'running',
    phase: 'work',
    remaining,
    total: 25 * 60_000,
    round: 1,
    rounds: 4,
    preset: 'short',
    task_id: null,
    session_id: 'A',
    lead: 'd0',
    ends_at: remaining,
    ended_phase: null,
  };
}

test.each([
  [25 * 60_000, '25'],
  [25 * 60_000 - 1, '25'],
  [24 * 60_000, '24'],
  [60_001, '2'],
  [60_000, '60s'],
  [59_000, '59s'],
  [58_001, '59s'],
  [1, '1s'],
])('BADGE-1 with %i ms left the badge says %s', (remaining, text) => {
  expect(badgeText(running(remaining))).toBe(text);
});

test('BADGE-1 paused says what is left in the colour of a pause, idle says nothing', () => {
  const paused = { ...running(24 * 60_000), state: 'paused' as const };
  expect(badgeText(paused)).toBe('24');
  expect(badgeColor(paused)).toEqual({ ground: badgeColors.paused, text: '#000000' });
  expect(badgeText({ ...running(1000), state: 'idle' })).toBe('');
});

test('BADGE-4 an end has a mark in the colour of what comes next, and a skip has none', () => {
  const skipped = { ...running(5 * 60_000), state: 'finished', phase: 'short_break' } as const;
  const ended: TimerView = { ...skipped, ended_phase: 'work', ends_at: 1000, ran_out: true };
  expect(badgeText(skipped)).toBe('');
  expect(badgeText(ended)).toBe('✓');
  expect(badgeColor(ended)).toEqual({ ground: badgeColors.short_break, text: '#ffffff' });
  expect(badgePaintsIn(ended, 2000)).toEqual({ soon: null, alarm: 4 * 60 * 60_000 - 999 });
  expect(badgePaintsIn(skipped, 2000)).toEqual({ soon: null, alarm: null });
});

test('BADGE-2 the text stands exactly until the instant it is said to change', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 180 * 60_000 }), (remaining) => {
      const change = badgeChangesIn(running(remaining), 0) ?? 0;
      expect(change).toBeGreaterThan(0);
      expect(badgeText(running(remaining - change + 1))).toBe(badgeText(running(remaining)));
      fc.pre(remaining - change > 0);
      expect(badgeText(running(remaining - change))).not.toBe(badgeText(running(remaining)));
    }),
  );
});

test.each([
  [10 * 60_000, { soon: null, alarm: 60_000 }],
  [10 * 60_000 + 20_000, { soon: 20_000, alarm: 20_000 }],
  [59_500, { soon: 500, alarm: 59_500 }],
])('BADGE-2 with %i ms left the next painting is %j away', (remaining, paints) => {
  expect(badgePaintsIn(running(remaining), 0)).toEqual(paints);
  expect(badgePaintsIn({ ...running(remaining), state: 'paused' }, 0)).toEqual({ soon: null, alarm: null });
});

const states = [
  ...(['work', 'short_break', 'long_break'] as const).map((phase) => ({ ...running(1000), phase })),
  { ...running(1000), state: 'paused' as const },
];

test.each(states)('BADGE-3 the text of $state $phase has a contrast of at least 4.5 to 1', (view) => {
  const { ground, text } = badgeColor(view);
  expect(contrast(ground, text)).toBeGreaterThanOrEqual(4.5);
});

test.each(['#ffffff', '#202124', '#2b2a33'])('BADGE-3 the ground of a pause stands out on %s', (toolbar) => {
  expect(contrast(badgeColors.paused, toolbar)).toBeGreaterThanOrEqual(3);
});

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
