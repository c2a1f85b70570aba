// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { installCatalogue } from '../../testing/catalogue.ts';
import { someTasks } from '../../testing/fixtures.ts';
import { openPopup, press } from '../testing/open-popup.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

const tasks = someTasks(['Write', 3], ['Read', 1]);
const title = (name: string) => screen.getByRole('button', { name });

function open() {
  const opened = openPopup({ tasks });
  /** As the ledger would after a commit. */
  const show = (shown: typeof tasks) =>
    act(() => {
      opened.signals.tasks.value = shown;
    });
  return { ...opened, show };
}

it('UI-98 a task that was added is named, with its pomodoros', async () => {
  const { announced } = open();
  const entry = screen.getByRole('textbox', { name: 'Add a task' });
  fireEvent.input(entry, { target: { value: 'Plan #4' } });
  fireEvent.submit(entry.closest('form')!);
  await expect.poll(() => announced).toEqual(['Added “Plan”, 4 pomodoros']);
});

it('UI-98 UI-99 a deleted task comes back with the focus on it, said by its name', async () => {
  const { announced, show } = open();
  press('Delete “Write”');
  await show(tasks.slice(1));
  await expect.poll(() => announced).toEqual(['Deleted “Write”', 'Ctrl+Z brings it back.']);
  fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  await show(tasks);
  expect(document.activeElement).toBe(title('Write'));
  await expect.poll(() => announced.at(-1)).toBe('Restored “Write”');
});

it('UI-99 the only task does so too, whose list was gone meanwhile', async () => {
  const { show } = open();
  await show(tasks.slice(1));
  press('Delete “Read”');
  await show([]);
  await screen.findByText('Deleted “Read”');
  press('Undo');
  await show(tasks.slice(1));
  expect(document.activeElement).toBe(title('Read'));
});

it('UI-99 the focus stays where a person has gone meanwhile', async () => {
  const { show } = open();
  press('Delete “Write”');
  await show(tasks.slice(1));
  await screen.findByText('Deleted “Write”');
  press('Undo');
  const entry = screen.getByRole('textbox', { name: 'Add a task' });
  entry.focus();
  await show(tasks);
  expect(document.activeElement).toBe(entry);
});

it('UI-100 a task is described by its pomodoros, and its title is there once', async () => {
  open();
  const row = await screen.findByText('0 of 3 pomodoros');
  expect(title('Write').getAttribute('aria-describedby')).toBe(row.id);
  expect(title('Write').hasAttribute('title')).toBe(false);
});
