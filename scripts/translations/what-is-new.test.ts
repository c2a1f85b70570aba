import { expect, test } from 'vitest';
import { whatIsNew } from './what-is-new.ts';

const texts = (all: Record<string, string>) => new Map(Object.entries(all));

test('TOOLS-35 a translator is shown what is new or says something else, and what is missing', () => {
  const before = texts({
    'timer.stop': 'Stop',
    'timer.start': 'Go',
    'timer.old': 'Gone',
    'timer.skip': 'Skip',
  });
  const english = texts({
    'timer.stop': 'Stop',
    'timer.start': 'Start',
    'timer.skip': 'Skip',
    'timer.more': '$1 minute | $1 minutes',
  });
  const german = texts({ 'timer.stop': 'Beenden', 'timer.start': 'Los', 'timer.old': 'Weg' });
  expect(whatIsNew(before, english, german)).toEqual([
    { key: 'timer.start', english: 'Start', before: 'Go', translation: 'Los' },
    { key: 'timer.skip', english: 'Skip' },
    { key: 'timer.more', english: '$1 minute | $1 minutes' },
  ]);
  expect(whatIsNew(english, english, english)).toEqual([]);
});
