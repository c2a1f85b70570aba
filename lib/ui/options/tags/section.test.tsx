// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { knownColumnsKey } from '../../../store/known-columns.ts';
import { aTask } from '../../testing/fixtures.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { fill, openOptions, press, section } from '../testing/open-options.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

const tasks = [
  aTask({ id: 'a', tags: 'reading home' }),
  aTask({ id: 'b', tags: 'reading', completed_at: 5 }),
];

const local = { [knownColumnsKey]: ['tasks.tags'] };

const card = (tag: string) => within(screen.getByText(`@${tag}`).closest('li')!);
const ask = (name: string, tag: string) => fireEvent.click(card(tag).getByRole('button', { name }));
const renaming = {
  type: 'set-tags',
  tasks: [
    { id: 'a', from: ['reading', 'home'], to: ['books', 'home'] },
    { id: 'b', from: ['reading'], to: ['books'] },
  ],
};
const back = {
  type: 'set-tags',
  tasks: renaming.tasks.map(({ id, from, to }) => ({ id, from: to, to: from })),
};

describe('TAG-13, TAG-14, TAG-15 tags in the options', () => {
  it('TAG-13 lists each tag with its tasks', () => {
    openOptions({ tasks, local });
    const list = section('Tags').getAllByRole('listitem');
    expect(list.map((item) => item.textContent)).toEqual([
      '@home1 taskRenameRemove',
      '@reading2 tasksRenameRemove',
    ]);
  });

  it('TAG-13 says so where there is no tag', () => {
    openOptions({ tasks: [aTask()], local });
    expect(section('Tags').getByText('No task has a tag yet.')).toBeTruthy();
  });

  it('TAG-5 TAG-13 says where the server has no place for tags', async () => {
    openOptions({ tasks, local: {} });
    expect(await section('Tags').findByText(/^This server keeps no tags/)).toBeTruthy();
    expect(section('Tags').queryByRole('button')).toBeNull();
  });

  it('TAG-14 TAG-15 renames a tag on all tasks, and Undo takes it back', async () => {
    const { sent } = openOptions({ tasks, local });
    ask('Rename', 'reading');
    expect(document.activeElement).toBe(screen.getByLabelText('New name'));
    fill('New name', '@Books');
    press('Save');
    expect(await screen.findByText('@reading is now @books')).toBeTruthy();
    press('Undo');
    expect(sent).toEqual([renaming, back]);
  });

  it('TAG-14 says before that both become one', async () => {
    const { sent } = openOptions({ tasks, local });
    ask('Rename', 'reading');
    fill('New name', 'home');
    expect(screen.getByText('@home is already there: both become one.')).toBeTruthy();
    press('Save');
    expect(sent).toMatchObject([{ tasks: [{ to: ['home'] }, { to: ['home'] }] }]);
    await screen.findByText('@reading is now @home');
  });

  it('TAG-14 says what is no tag, and writes nothing', () => {
    const { sent } = openOptions({ tasks, local });
    ask('Rename', 'home');
    fill('New name', 'two words');
    press('Save');
    expect(screen.getByText(/^A tag is a word of letters/)).toBeTruthy();
    expect(sent).toEqual([]);
  });

  it('UI-63 Escape closes the form and gives the focus back', () => {
    const { sent } = openOptions({ tasks, local });
    ask('Rename', 'home');
    fireEvent.keyDown(screen.getByLabelText('New name'), { key: 'Escape' });
    expect(screen.queryByLabelText('New name')).toBeNull();
    expect(document.activeElement).toBe(card('home').getByRole('button', { name: 'Rename' }));
    expect(sent).toEqual([]);
  });

  it('TAG-14 TAG-15 takes a tag from all tasks, and Ctrl+Z gives it back', async () => {
    const { sent } = openOptions({ tasks, local });
    ask('Remove', 'home');
    await screen.findByText('Removed @home from all tasks');
    expect(document.activeElement).toBe(card('reading').getByRole('button', { name: 'Rename' }));
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
    expect(sent).toEqual([
      { type: 'set-tags', tasks: [{ id: 'a', from: ['reading', 'home'], to: ['reading'] }] },
      { type: 'set-tags', tasks: [{ id: 'a', from: ['reading'], to: ['reading', 'home'] }] },
    ]);
  });
});
