// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../../store/rows.ts';
import { aHistory, aSession } from '../../../statistics/testing/history.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { aTask, type PageFixture } from '../../testing/fixtures.ts';
import { openStatistics } from '../testing/open-statistics.tsx';

const minute = 60_000;
/** A Thursday. */
const noon = Date.parse('2026-11-26T12:00:00Z');

beforeAll(installCatalogue);
afterEach(cleanup);

function done(start: string, minutes: number, more: Partial<Session> = {}): Session {
  const from = Date.parse(start);
  return aSession({
    id: start,
    start_time: from,
    end_time: from + minutes * minute,
    active_time: minutes * minute,
    ...more,
  });
}

const history = [
  done('2026-11-10T09:00:00Z', 60),
  done('2026-11-16T09:00:00Z', 50, { task_id: 'report' }),
  done('2026-11-17T10:00:00Z', 100, { task_id: 'other' }),
  done('2026-11-22T10:00:00Z', 30, { completed: false, outcome: 'stopped' }),
  done('2026-11-24T09:00:00Z', 25, { task_id: 'report' }),
];
const tasks = [aTask({ id: 'report', title: '*Report* | final' }), aTask({ id: 'other', title: 'Other' })];
const fixture: PageFixture = { history, tasks, settings: { daily_goal: 60 } };

// Intl sets thin spaces around dashes.
const plain = (text: string | null | undefined) => (text ?? '').replaceAll(/[\u2009\u202f]/g, ' ');
const title = () => plain(screen.getByRole('heading', { level: 2 }).textContent);
const words = () => plain(document.querySelector('.report-words')?.textContent);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const cells = () =>
  [...document.querySelectorAll('.report details tr')].map((row) =>
    [...row.children].map(({ textContent }) => textContent),
  );

test('STATS-53 the tile of the week leads to its report, which has the focus, and back', async () => {
  const { address } = await openStatistics(fixture, noon);
  press('Week report');
  expect(address.value).toBe('#week');
  expect(await screen.findByRole('heading', { level: 1, name: 'Week report' })).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2 }));
  expect(screen.queryByRole('heading', { name: 'All time' })).toBeNull();
  press('Back to statistics');
  await expect.poll(() => document.activeElement?.textContent).toBe('Week report');
  expect(screen.getByRole('heading', { name: 'All time' })).toBeTruthy();
});

test('STATS-54 a week that runs says so far, and how the week before stood on the same days', async () => {
  await openStatistics(fixture, noon, { at: '#week' });
  expect(title()).toBe('Nov 23 – 29, 2026, so far');
  expect(words()).toBe(
    '25 min of focus, with 1 pomodoro. ' +
      'On the same days of the week before, there were 2 hr 30 min (3 hr in the whole week). ' +
      'You focused on 1 day. Hours with the most focus: 9 AM (25 min).',
  );
});

test('STATS-54 a whole week is told with its days, its goal, its hours and the week before', async () => {
  const { address } = await openStatistics(fixture, noon, { at: '#week' });
  press('Earlier');
  expect(address.value).toBe('#week-2026-11-16');
  await expect.poll(title).toBe('Nov 16 – 22, 2026');
  expect(words()).toBe(
    '3 hr of focus, with 2 pomodoros. That is 2 hr more than in the week before (1 hr). ' +
      'You focused on 3 days. Day with the most focus: Tuesday, November 17, 2026 (1 hr 40 min). ' +
      'You reached the daily goal of 1 hr on 1 day. ' +
      'Hours with the most focus: 10 AM (1 hr 30 min), 9 AM (50 min), 11 AM (40 min).',
  );
  press('Earlier');
  await expect.poll(title).toBe('Nov 9 – 15, 2026');
  expect(words()).toContain('1 hr of focus, with 1 pomodoro. You focused on 1 day.');
  press('Earlier');
  expect(address.value).toBe('#week-2026-11-09');
});

test.each([
  ['#week', 'There is no focus in this week yet. It can begin whenever you like.'],
  ['#week-2026-11-16', 'There is no focus in this week. Weeks off are good, too.'],
])('STATS-54 a week without focus has a friendly sentence: %s', async (at, sentence) => {
  await openStatistics({ history: history.slice(0, 1), tasks }, noon, { at });
  expect(words()).toBe(sentence);
  expect(screen.queryByRole('region', { name: 'Tasks' })).toBeNull();
});

test('STATS-52 less and as much as in the week before are told by the minutes that are shown', async () => {
  const weeks = [
    done('2026-11-03T09:00:00Z', 60.4),
    done('2026-11-10T09:00:00Z', 59.6),
    done('2026-11-17T09:00:00Z', 20),
  ];
  await openStatistics({ history: weeks }, noon, { at: '#week-2026-11-10' });
  expect(words()).toContain('That is as much as in the week before.');
  press('Later');
  await expect.poll(words).toContain('That is 40 min less than in the week before (1 hr).');
});

test('STATS-53 any day of a week chooses it', async () => {
  const { address } = await openStatistics(fixture, noon, { at: '#week' });
  const field = screen.getByLabelText<HTMLInputElement>('A day of the week');
  fireEvent.change(field, { target: { value: '2026-11-19' } });
  expect(address.value).toBe('#week-2026-11-19');
  await expect.poll(title).toBe('Nov 16 – 22, 2026');
});

test('STATS-16 the picture of a week has a table with the week before', async () => {
  await openStatistics(fixture, noon, { at: '#week' });
  const region = screen.getByRole('region', { name: 'Focus per day' });
  const label = within(region).getByRole('img').getAttribute('aria-label');
  expect(plain(label)).toBe('Focus per day, Nov 23 – 29, 2026: 25 min in total. Most: Tue, Nov 24, 25 min.');
  const details = region.querySelector('details')!;
  details.open = true;
  fireEvent(details, new Event('toggle'));
  await within(region).findByRole('table');
  expect(cells()).toEqual([
    ['Day', 'Focus', 'Pomodoros', 'Week before'],
    ['Mon, Nov 23', '0 min', '0', '50 min'],
    ['Tue, Nov 24', '25 min', '1', '1 hr 40 min'],
    ['Wed, Nov 25', '0 min', '0', '0 min'],
    ['Thu, Nov 26', '0 min', '0', '0 min'],
  ]);
});

test('STATS-55 the report is copied as Markdown in which titles are text', async () => {
  const copied: string[] = [];
  const copy = (text: string) => Promise.resolve(void copied.push(text));
  await openStatistics(fixture, noon, { at: '#week-2026-11-16', copy });
  press('Copy as Markdown');
  expect(await screen.findByText('Copied')).toBeTruthy();
  const [first, , text, , ...rest] = plain(copied[0]).split('\n');
  expect(first).toBe('# Week report\\: Nov 16 – 22, 2026');
  expect(text).toMatch(/^3 hr of focus, with 2 pomodoros\\\. /);
  expect(rest).toEqual([
    '## Focus per day',
    '',
    '| Day | Focus | Pomodoros | Week before |',
    '| --- | ---: | ---: | ---: |',
    '| Mon, Nov 16 | 50 min | 1 | 0 min |',
    '| Tue, Nov 17 | 1 hr 40 min | 1 | 1 hr |',
    '| Wed, Nov 18 | 0 min | 0 | 0 min |',
    '| Thu, Nov 19 | 0 min | 0 | 0 min |',
    '| Fri, Nov 20 | 0 min | 0 | 0 min |',
    '| Sat, Nov 21 | 0 min | 0 | 0 min |',
    '| Sun, Nov 22 | 30 min | 0 | 0 min |',
    '',
    '## Tasks',
    '',
    '| Task | Focus | Pomodoros |',
    '| --- | ---: | ---: |',
    '| Other | 1 hr 40 min | 1 |',
    '| \\*Report\\* \\| final | 50 min | 1 |',
    '| Without a task | 30 min | 0 |',
    '',
  ]);
});

test('TAG-10 the report has the tags of a week, on the screen and as Markdown', async () => {
  const copied: string[] = [];
  const copy = (text: string) => Promise.resolve(void copied.push(text));
  const tagged = tasks.map((task) => ({ ...task, tags: task.id === 'report' ? 'deep_work' : '' }));
  await openStatistics({ ...fixture, tasks: tagged }, noon, { at: '#week-2026-11-16', copy });
  expect(within(screen.getByRole('region', { name: 'Tags' })).getByText('@deep_work')).toBeTruthy();
  press('Copy as Markdown');
  expect(await screen.findByText('Copied')).toBeTruthy();
  expect(plain(copied[0]).split('\n').slice(-7)).toEqual([
    '## Tags',
    '',
    '| Tag | Focus | Pomodoros |',
    '| --- | ---: | ---: |',
    '| \\@deep\\_work | 50 min | 1 |',
    '| Without a tag | 2 hr 10 min | 1 |',
    '',
  ]);
});

test('STATS-56 the report can be printed', async () => {
  const { asked } = await openStatistics(fixture, noon, { at: '#week' });
  press('Print');
  expect(asked.print).toBe(1);
});

test('STATS-17 nothing in the report is against the rules of accessibility', async () => {
  const crowded = aHistory({ sessions: 300, until: noon, tasks: ['report', 'gone'] });
  await openStatistics({ ...fixture, history: crowded }, noon, { at: '#week' });
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
