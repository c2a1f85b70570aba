// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Correction } from '../../../corrections/correction.ts';
import { correct } from '../../../corrections/judge-corrections.ts';
import { correctionColumns } from '../../../corrections/may-correct.ts';
import { aSession } from '../../../statistics/testing/history.ts';
import type { Session } from '../../../store/rows.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { aTask, type FakeAnswer, type PageFixture } from '../../testing/fixtures.ts';
import { openStatistics } from '../testing/open-statistics.tsx';

const minute = 60_000;
/** A Thursday. */
const noon = Date.parse('2026-11-26T12:00:00Z');

beforeAll(installCatalogue);
afterEach(cleanup);

function session(id: string, start: string, seconds: number, more: Partial<Session> = {}): Session {
  const from = Date.parse(`2026-11-26T${start}Z`);
  const [end_time, active_time] = [from + seconds * 1000, seconds * 1000];
  return aSession({ id, start_time: from, end_time, active_time, ...more });
}

const history = [
  session('report', '09:00:20', 1500, { task_id: 'task' }),
  session('break', '09:25:20', 300, { session_type: 'short_break' }),
  session('late', '10:30:00', 720, { completed: false, outcome: 'stopped' }),
];
const tasks = [aTask({ id: 'task' }), aTask({ id: 'other', title: 'Read chapter 4', position: 'a1' })];
const keeps = { columns: correctionColumns };

/** Nothing here is about the charts, which take long to draw. */
const withoutCharts = { at: '#today', afterPaint: () => undefined };

/** Opens today, with a background that carries out what it is sent. */
async function openToday(fixture: PageFixture = {}, answer?: FakeAnswer) {
  const opened = await openStatistics(
    { history, tasks, local: keeps, ...fixture },
    noon,
    withoutCharts,
    (command) => {
      if (answer) return typeof answer === 'function' ? answer(command) : answer;
      if (command.type === 'correct-sessions') carryOut(command.corrections);
      return { ok: true };
    },
  );
  function carryOut(corrections: readonly Correction[]) {
    const { history } = opened.signals;
    const beside = { preset_type: 'short' };
    const corrected = correct(corrections, { sessions: history.value, now: noon + 1, beside });
    if (!corrected.ok) throw new Error(corrected.faults[0]?.reason);
    const changed = new Set(corrected.rows.map(({ id }) => id));
    history.value = [...history.value.filter(({ id }) => !changed.has(id)), ...corrected.rows];
  }
  if (fixture.local === undefined) await screen.findByRole('button', { name: 'Add a session' });
  return opened;
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const press = (name: string | RegExp) => fireEvent.click(button(name));
const type = (name: string, value: string) =>
  fireEvent.input(within(form()).getByLabelText(name), { target: { value } });
const choose = (name: string, value: string) =>
  fireEvent.change(within(form()).getByLabelText(name), { target: { value } });
const form = () => screen.getByRole('form');
/** Lets the answer of the background arrive: all that waits for it are promises. */
const answered = (does: () => unknown) =>
  act(async () => {
    does();
    await new Promise((done) => {
      setTimeout(done);
    });
  });
const submit = () => answered(() => fireEvent.submit(form()));

/** Without the narrow spaces of times. */
const plain = (text: string | null) => (text ?? '').replaceAll(/[\u2009\u202f]/g, ' ');

/** The list of the day, without the button of each line. */
function lines(): string[] {
  return [...document.querySelectorAll('.day-section .session')].map((line) =>
    plain(
      [...line.querySelectorAll(':scope > span')]
        .map(({ textContent }) => textContent)
        .filter(Boolean)
        .join(' | '),
    ),
  );
}

test('STATS-34 a form beside each session puts it right, and only what was touched', async () => {
  const { sent, announced } = await openToday();
  press(/^Correct “9:00.*Write the report”/);
  expect(button(/^Correct “9:00/).getAttribute('aria-expanded')).toBe('true');
  expect(document.activeElement).toBe(screen.getByLabelText('Start'));
  type('End', '2026-11-26T09:20');
  choose('Task', 'other');
  await submit();
  const fields = { end_time: Date.parse('2026-11-26T09:20Z'), task_id: 'other' };
  expect(sent).toEqual([{ type: 'correct-sessions', corrections: [{ session: 'report', fields }] }]);
  expect(lines()[0]).toBe('9:00 – 9:20 AM | Read chapter 4 | 20 min | by hand');
  expect(screen.queryByRole('form')).toBeNull();
  expect(document.activeElement).toBe(button(/^Correct “9:00.*Read chapter 4”/));
  expect(screen.getByText(/^Corrected “9:00/)).toBeTruthy();
  expect(announced).toContainEqual(expect.stringMatching(/^Corrected “9:00/));
});

test('STATS-46 a note is written and taken back in the form, stands in the list, and corrects nothing else', async () => {
  const { sent } = await openToday();
  press(/^Correct “9:00/);
  type('Note', '  the second\tdraft ');
  await submit();
  const written = (note: string | null) => ({
    type: 'correct-sessions',
    corrections: [{ session: 'report', fields: { note } }],
  });
  expect(sent).toEqual([written('the second draft')]);
  expect(lines()[0]).toBe('9:00 – 9:25 AM | Write the report | 25 min | the second draft');
  press(/^Correct “9:00/);
  type('Note', 'x'.repeat(201));
  await submit();
  expect(screen.getByText('A note is one line of at most 200 characters.')).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText('Note'));
  type('Note', ' ');
  await submit();
  expect(sent).toEqual([written('the second draft'), written(null)]);
  expect(lines()[0]).toBe('9:00 – 9:25 AM | Write the report | 25 min');
});

test('STATS-47 interruptions are corrected where anybody counted some, and else nothing asks for them', async () => {
  await openToday();
  press(/^Correct “9:00/);
  expect(screen.queryByLabelText('Internal interruptions')).toBeNull();
  cleanup();
  const [report, ...others] = history as [Session, ...Session[]];
  const { sent } = await openToday({ history: [{ ...report, internal_interruptions: 2 }, ...others] });
  press(/^Correct “9:00/);
  type('Internal interruptions', '1.5');
  await submit();
  expect(screen.getByText('Interruptions are a whole number from 0 to 1000.')).toBeTruthy();
  type('Internal interruptions', '');
  type('External interruptions', '3');
  await submit();
  expect(sent).toEqual([
    {
      type: 'correct-sessions',
      corrections: [
        { session: 'report', fields: { internal_interruptions: null, external_interruptions: 3 } },
      ],
    },
  ]);
});

test('STATS-34 a form that nothing was changed in sends nothing, and Escape closes it', async () => {
  const { sent } = await openToday();
  press(/^Correct “9:00/);
  await submit();
  expect(screen.queryByRole('form')).toBeNull();
  press(/^Correct “10:30/);
  type('End', '2026-11-26T10:50');
  fireEvent.keyDown(screen.getByLabelText('End'), { key: 'Escape' });
  expect(screen.queryByRole('form')).toBeNull();
  expect(document.activeElement).toBe(button(/^Correct “10:30/));
  expect(sent).toEqual([]);
});

test.each([
  ['End', '2026-11-26T08:00', 'A session ends after it starts.'],
  ['End', '2026-11-26T23:00', 'A session lies in the past.'],
  ['End', '2026-11-26T09:27', '“9:25 – 9:30 AM: Short break” has these minutes already.'],
  ['Start', '', 'Enter a date and a time.'],
  ['Minutes', '26', 'The minutes are more than nothing, and fit between start and end.'],
  ['Minutes', '', 'The minutes are more than nothing, and fit between start and end.'],
])(
  'STATS-35 %s %s: the sentence stands beside the field, and nothing is sent',
  async (field, value, sentence) => {
    const { sent } = await openToday();
    press(/^Correct “9:00/);
    type(field, value);
    expect(screen.queryByText(sentence)).toBeNull();
    await submit();
    const wrong = screen.getByLabelText(field);
    expect(wrong.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(wrong);
    expect(plain(wrong.closest('div')!.querySelector('.complaint')!.textContent)).toBe(sentence);
    expect(sent).toEqual([]);
  },
);

test('STATS-35 what the background refuses is said in the form, which stays', async () => {
  await openToday({}, { ok: false, reason: 'storage_full' });
  press(/^Correct “9:00/);
  type('Minutes', '20');
  await submit();
  expect(form().querySelector('.complaint')!.textContent).toMatch(/full/);
});

test('STATS-36 a session is deleted, and Ctrl+Z brings it back as it was', async () => {
  await openToday();
  const before = lines();
  press(/^Correct “9:25/);
  await answered(() => fireEvent.click(button('Delete session')));
  expect(lines()).toHaveLength(2);
  expect(document.activeElement).toBe(button(/^Correct “10:30/));
  await answered(() => fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true }));
  expect(lines().map((line) => line.replace(' | by hand', ''))).toEqual(before);
  expect(document.activeElement).toBe(button(/^Correct “9:25/));
});

test('STATS-36 the last ten corrections of the page can be taken back, also after the day was closed', async () => {
  const { signals } = await openToday();
  for (let minutes = 24; minutes > 12; minutes -= 1) {
    press(/^Correct “9:.*Write/);
    type('Minutes', String(minutes));
    await submit();
  }
  const active = () => signals.history.value.find(({ id }) => id === 'report')!.active_time / minute;
  expect(active()).toBe(13);
  press('Close day');
  press('Show sessions');
  await screen.findByRole('button', { name: 'Undo the last correction' });
  for (let times = 10; times > 0; times -= 1) {
    await answered(() => fireEvent.click(button('Undo the last correction')));
  }
  expect(screen.queryByRole('button', { name: 'Undo the last correction' })).toBeNull();
  expect(active()).toBe(23);
});

test('STATS-37 a session is added by hand, also to a day without any', async () => {
  const { sent } = await openToday();
  press('Day before');
  await screen.findByRole('button', { name: 'Add a session' });
  press('Add a session');
  expect(screen.getByLabelText<HTMLInputElement>('Start').value).toBe('2026-11-25T09:00');
  type('End', '2026-11-25T09:50');
  expect(screen.getByLabelText<HTMLInputElement>('Minutes').value).toBe('50');
  choose('Task', 'task');
  await submit();
  expect(sent).toHaveLength(1);
  expect(lines()).toEqual(['9:00 – 9:50 AM | Write the report | 50 min | by hand']);
  expect(document.activeElement).toBe(button(/^Correct “9:00/));
  await answered(() => fireEvent.click(button('Undo the last correction')));
  expect(lines()).toEqual([]);
});

test('STATS-40 a session is split in its middle at first, merged again with its other half, and both are taken back', async () => {
  await openToday();
  const before = lines();
  press(/^Correct “9:00/);
  await answered(() => press('Split'));
  expect(lines().slice(0, 2)).toEqual([
    '9:00 – 9:13 AM | Write the report | 13 min | by hand',
    '9:13 – 9:25 AM | Write the report | 12 min | Stopped · by hand',
  ]);
  press(/^Correct “9:00/);
  await answered(() => press('Merge with the next one'));
  expect(lines()[0]).toBe('9:00 – 9:25 AM | Write the report | 25 min | by hand');
  await answered(() => press('Undo the last correction'));
  expect(lines()).toHaveLength(4);
  await answered(() => press('Undo the last correction'));
  expect(lines().map((line) => line.replace(' | by hand', ''))).toEqual(before);
});

test('STATS-40 a split leaves the note with the first half, and a merge has the notes of both', async () => {
  const noted = history.map((row, place) => ({ ...row, note: `note ${place}` }));
  await openToday({ history: noted });
  press(/^Correct “9:00/);
  await answered(() => press('Split'));
  expect(lines().slice(0, 2)).toEqual([
    expect.stringMatching(/note 0$/),
    '9:13 – 9:25 AM | Write the report | 12 min | Stopped · by hand',
  ]);
  press(/^Correct “9:13/);
  await answered(() => press('Merge with the next one'));
  expect(lines()[1]).toMatch(/\| note 1$/);
  press(/^Correct “9:00/);
  await answered(() => press('Merge with the next one'));
  expect(lines()[0]).toMatch(/\| note 0 · note 1$/);
});

test('STATS-41 a session is split at the minute that was typed, and only within it', async () => {
  const { sent } = await openToday();
  press(/^Correct “9:00/);
  expect(within(form()).getByLabelText<HTMLInputElement>('Split at').value).toBe('2026-11-26T09:13');
  type('Split at', '2026-11-26T09:40');
  press('Split');
  expect(screen.getByText('Choose a time between start and end.')).toBeTruthy();
  expect(document.activeElement).toBe(within(form()).getByLabelText('Split at'));
  type('Split at', '');
  fireEvent.keyDown(within(form()).getByLabelText('Split at'), { key: 'Enter' });
  expect(screen.getByText('Enter a date and a time.')).toBeTruthy();
  expect(sent).toEqual([]);
  type('Split at', '2026-11-26T09:05');
  await answered(() => fireEvent.keyDown(within(form()).getByLabelText('Split at'), { key: 'Enter' }));
  expect(lines().slice(0, 2)).toEqual([
    '9:00 – 9:05 AM | Write the report | 5 min | by hand',
    '9:05 – 9:25 AM | Write the report | 20 min | Stopped · by hand',
  ]);
});

test('STATS-40 what cannot be merged is said, and nothing is sent', async () => {
  const long = session('long', '05:00:00', 10_200);
  const { sent } = await openToday({ history: [long, ...history] });
  press(/^Correct “5:00/);
  await answered(() => press('Merge with the next one'));
  expect(screen.getByText('A corrected session has at most 180 minutes.')).toBeTruthy();
  expect(sent).toEqual([]);
});

test('STATS-38 where the server keeps no corrections a sentence stands in place of the buttons', async () => {
  await openToday({ local: {} });
  expect(await screen.findByText(/^This server keeps no corrections/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Correct “/ })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Add a session' })).toBeNull();
});

test('STATS-17 the form passes axe-core, with a fault in it', async () => {
  await openToday();
  press(/^Correct “9:00/);
  type('End', '2026-11-26T08:00');
  await submit();
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations).toEqual([]);
});

test('STATS-42 a session can be added where there is no history at all', async () => {
  await openStatistics({ local: keeps }, noon, { afterPaint: () => undefined });
  press('Add a session');
  expect(await screen.findByRole('heading', { name: /November 26/ })).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: 'Add a session' }));
  expect(form()).toBeTruthy();
});
