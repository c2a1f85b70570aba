// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { SessionRecord } from '../../../timer/timer.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { aReplay, runningView } from '../../testing/fixtures.ts';
import { finished, openPopup, paused, press } from '../testing/open-popup.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

const [record] = aReplay().sessions as [SessionRecord];
const counted: SessionRecord = {
  ...record,
  id: 'session',
  ended_at: null,
  interruptions: { internal: 1, external: 0 },
};
const command = (kind: string) => ({ type: 'interruption', session: 'session', kind });
const buttons = () =>
  [...document.querySelectorAll('.interruptions button')].map(({ textContent }) => textContent);
const answered = () =>
  act(
    () =>
      new Promise<void>((done) => {
        setTimeout(done);
      }),
  );

test('UI-169 before anybody has counted, both buttons stand behind a small one', () => {
  openPopup({ view: runningView });
  expect(buttons()).toEqual(['Interrupted?']);
  press('Interrupted?');
  expect(buttons()).toEqual(['′ Internal 0', '− External 0']);
  expect(document.activeElement?.textContent).toBe('′ Internal 0');
});

test('UI-168 a button each counts, and the notice takes it back', async () => {
  const { sent } = openPopup({ view: runningView, sessions: [counted] });
  expect(buttons()).toEqual(['′ Internal 1', '− External 0']);
  press(/External/);
  await answered();
  expect(screen.getByText('External interruption counted')).toBeTruthy();
  press('Undo');
  expect(sent).toEqual([
    command('external'),
    { type: 'take-back-interruption', session: 'session', kind: 'external' },
  ]);
});

test('UI-168 a key each counts while a focus session is open, but not what is typed into a field', async () => {
  const { sent } = openPopup({ view: paused });
  fireEvent.keyDown(document.body, { key: "'" });
  fireEvent.keyDown(document.body, { key: '-' });
  fireEvent.keyDown(document.body, { key: '-', ctrlKey: true });
  fireEvent.keyDown(document.body, { key: '-', repeat: true });
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Add a task' }), { key: "'" });
  await answered();
  expect(sent).toEqual([command('internal'), command('external')]);
});

test.each([
  ['a break', { ...runningView, phase: 'short_break' as const }],
  ['what has ended', finished],
])('UI-168 of %s nothing is counted', (_, view) => {
  const { sent } = openPopup({ view, sessions: [counted] });
  expect(buttons()).toEqual([]);
  fireEvent.keyDown(document.body, { key: "'" });
  expect(sent).toEqual([]);
});

test('UI-168 while another device leads only the keys are there', async () => {
  const { sent } = openPopup({ view: { ...runningView, lead: 'there' }, sessions: [counted] });
  expect(buttons()).toEqual([]);
  fireEvent.keyDown(document.body, { key: "'" });
  await answered();
  expect(sent).toEqual([command('internal')]);
});
