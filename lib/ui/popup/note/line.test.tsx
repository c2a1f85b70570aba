// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { correctionColumns } from '../../../corrections/may-correct.ts';
import { aSession } from '../../../statistics/testing/history.ts';
import { knownColumnsKey } from '../../../store/known-columns.ts';
import type { SessionRecord } from '../../../timer/timer.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { afternoon, aReplay, runningView, type PageFixture } from '../../testing/fixtures.ts';
import { finished, openPopup } from '../testing/open-popup.tsx';
import { lastFocus } from './last-focus.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

const minute = 60_000;
const [record] = aReplay().sessions as [SessionRecord];
const focus: SessionRecord = { ...record, id: 'focus', outcome: 'completed', completed: true };
const ended: PageFixture = {
  view: finished,
  sessions: [focus],
  local: { [knownColumnsKey]: correctionColumns },
};

/** What waits for the row is a promise. */
const answered = (does: () => unknown) =>
  act(async () => {
    does();
    await new Promise((done) => {
      setTimeout(done);
    });
  });
async function open(fixture: PageFixture = {}) {
  let opened: ReturnType<typeof openPopup> | undefined;
  await answered(() => (opened = openPopup({ ...ended, ...fixture })));
  if (!opened) throw new Error('nothing was opened');
  return opened;
}
const line = () => document.querySelector<HTMLElement>('.note-line button');
const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Note on the last focus session' });
const press = () => answered(() => line()?.click());
const type = (value: string) => fireEvent.input(field(), { target: { value } });
const submit = () => answered(() => field().form?.requestSubmit());
const written = (note: string | null) => ({
  type: 'correct-sessions',
  corrections: [{ session: 'focus', fields: { note } }],
});

test('UI-166 the note is about the focus session that ended last, for an hour and until the next one', () => {
  const short = { ...focus, id: 'break', session_type: 'short_break' as const, ended_at: afternoon + 5 };
  const before = { ...focus, id: 'before', ended_at: afternoon - 30 * minute };
  const gone = { ...focus, id: 'void', outcome: 'void' as const, ended_at: afternoon + 9 };
  const open = { ...focus, id: 'open', ended_at: null };
  const all = [before, focus, short, gone, open];
  expect(lastFocus(all, finished, afternoon)).toBe('focus');
  expect(lastFocus(all, { ...runningView, phase: 'short_break' }, afternoon)).toBe('focus');
  expect(lastFocus(all, finished, afternoon + 60 * minute)).toBeNull();
  expect(lastFocus(all, runningView, afternoon)).toBeNull();
  expect(lastFocus([], finished, afternoon)).toBeNull();
});

test('UI-166 before a session has ended nothing is offered', async () => {
  await open({ view: runningView });
  expect(line()).toBeNull();
});

test('UI-167 Enter saves what was typed, the button shows it, and the notice takes it back', async () => {
  const { sent } = await open();
  expect(line()?.textContent).toBe('Add a note');
  await press();
  expect(document.activeElement).toBe(field());
  type('  the second draft ');
  await submit();
  expect(sent).toEqual([written('the second draft')]);
  expect(line()?.textContent).toBe('the second draft');
  expect(document.activeElement).toBe(line());
  expect(screen.getByText('Note saved')).toBeTruthy();
  await answered(() => screen.getByRole('button', { name: 'Undo' }).click());
  expect(sent[1]).toEqual(written(null));
  expect(line()?.textContent).toBe('Add a note');
});

test('UI-167 a note that is there is changed and removed, and Escape leaves it', async () => {
  const row = aSession({ id: 'focus', note: 'as it was' });
  const { sent } = await open({ history: [row] });
  expect(line()?.textContent).toBe('as it was');
  await press();
  type('something else');
  await answered(() => fireEvent.keyDown(field(), { key: 'Escape' }));
  expect(line()?.textContent).toBe('as it was');
  await press();
  await submit();
  expect(sent).toEqual([]);
  await press();
  type(' ');
  await submit();
  expect(sent).toEqual([written(null)]);
  expect(screen.getByText('Note removed')).toBeTruthy();
});

test('UI-166 of a session that was deleted nothing is offered', async () => {
  await open({ history: [aSession({ id: 'focus', outcome: 'void', completed: false, deleted_at: 1 })] });
  expect(line()).toBeNull();
});

test('UI-167 where the server keeps no corrections a sentence says so before anything is typed', async () => {
  const { sent } = await open({ local: {} });
  await press();
  expect(screen.getByText(/^This server keeps no corrections/)).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: /^Note/ })).toBeNull();
  expect(sent).toEqual([]);
});
