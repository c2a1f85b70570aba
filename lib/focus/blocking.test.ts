import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../timer/settings.ts';
import type { TimerView } from '../timer/view.ts';
import { blockingAt, isBlocked } from './blocking.ts';
import { passLength } from './pass.ts';

const now = 1_000_000_000;

const running: TimerView = {
  state: 'running',
  phase: 'work',
  remaining: 60_000,
  total: 60_000,
  round: 1,
  rounds: 4,
  preset: 'short',
  task_id: null,
  session_id: 'session',
  lead: 'here',
  ends_at: now + 60_000,
  ended_phase: null,
};

const settings = readSettings({ focus_mode: true, 'site:news.test': true, 'site:video.test': true });

describe('FOCUS-3 the list in the settings', () => {
  it('FOCUS-3 holds what is switched on and is a host, sorted', () => {
    const stored = {
      'site:b.test': true,
      'site:a.test': true,
      'site:gone.test': false,
      'site:deleted.test': null,
      'site:http://x.test': true,
      'site:com': true,
      'site:': true,
      'site:UPPER.test': true,
      sites: ['c.test'],
    };
    expect(readSettings(stored)).toMatchObject({ focus_mode: false, sites: ['a.test', 'b.test'] });
    expect(Object.keys(readSettings(stored).presets)).toEqual(['short', 'long']);
  });

  it('FOCUS-3 holds 200 at most', () => {
    const stored = Object.fromEntries(
      Array.from({ length: 300 }, (_, place) => [`site:s${place}.test`, true]),
    );
    expect(readSettings(stored).sites).toHaveLength(200);
  });
});

describe('FOCUS-4 when sites are blocked', () => {
  it('FOCUS-4 while focus runs', () => {
    expect(blockingAt(running, settings, {}, now)).toEqual({
      sites: ['news.test', 'video.test'],
      allowed: [],
      nextPassEnd: null,
    });
  });

  it.each<Partial<TimerView>>([
    { state: 'paused' },
    { state: 'idle' },
    { state: 'finished' },
    { phase: 'short_break' },
    { phase: 'long_break' },
  ])('FOCUS-4 not when %j', (change) => {
    expect(blockingAt({ ...running, ...change }, settings, {}, now)).toBeNull();
  });

  it('FOCUS-4 not when switched off, and not when nothing is listed', () => {
    expect(blockingAt(running, { ...settings, focus_mode: false }, {}, now)).toBeNull();
    expect(blockingAt(running, { ...settings, sites: [] }, {}, now)).toBeNull();
  });
});

describe('FOCUS-6 a pass', () => {
  it('FOCUS-6 opens its site until it ends, and no other', () => {
    const passes = { 'news.test': now + passLength, 'other.test': now + passLength };
    expect(blockingAt(running, settings, passes, now)).toEqual({
      sites: ['video.test'],
      allowed: ['news.test'],
      nextPassEnd: now + passLength,
    });
    expect(blockingAt(running, settings, passes, now + passLength)?.allowed).toEqual([]);
  });

  it('FOCUS-6 the first of several ends is told', () => {
    const passes = { 'news.test': now + 2000, 'video.test': now + 1000 };
    expect(blockingAt(running, settings, passes, now)).toEqual({
      sites: [],
      allowed: ['news.test', 'video.test'],
      nextPassEnd: now + 1000,
    });
  });

  it('FOCUS-6 counts for nothing once the clock was set back', () => {
    const passes = { 'news.test': now + passLength + 1 };
    expect(blockingAt(running, settings, passes, now)?.allowed).toEqual([]);
  });
});

describe('FOCUS-5 which addresses are blocked', () => {
  it('FOCUS-5 a pass for a part of a site opens that part, one for the site leaves a listed part blocked', () => {
    const one = { sites: ['news.test'], allowed: ['sport.news.test'], nextPassEnd: now };
    expect(isBlocked('https://sport.news.test/', one)).toBe(false);
    expect(isBlocked('https://news.test/', one)).toBe(true);
    const other = { sites: ['sport.news.test'], allowed: ['news.test'], nextPassEnd: now };
    expect(isBlocked('https://sport.news.test/', other)).toBe(true);
    expect(isBlocked('https://news.test/', other)).toBe(false);
  });

  it('FOCUS-5 nothing that is no address is blocked', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isBlocked(text, { sites: ['news.test'], allowed: [], nextPassEnd: null })).toBe(
          URL.parse(text)?.hostname === 'news.test',
        );
      }),
    );
  });
});
