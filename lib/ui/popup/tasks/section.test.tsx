// @vitest-environment happy-dom
import { act as flush, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../messages/answer.ts';
import { NoticeBar, undoFor } from '../../kit/notice-bar.tsx';
import { TaskSection } from './section.tsx';
import { installCatalogue } from '../../testing/catalogue.ts';
import { AnnouncingPage } from '../../kit/announcer.tsx';
import {
  pomodorosFor,
  runningView,
  someTasks,
  recordingActions,
  fixedSignals,
} from '../../testing/fixtures.ts';
import type { PageFixture } from '../../testing/fixtures.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

const three = someTasks(['Write', 4], ['Read', 2], ['Plan', 1]);

function openTasks(fixture: PageFixture = { tasks: three }, answer?: Answer) {
  const signals = fixedSignals(fixture);
  const { actions, sent, announced } = recordingActions(answer);
  render(
    <AnnouncingPage announcements={actions}>
      <TaskSection signals={signals} actions={actions} />
      <NoticeBar actions={actions} />
    </AnnouncingPage>,
  );
  return { signals, actions, sent, announced };
}

const row = (title: string) => screen.getByRole('button', { name: title }).closest('li')!;
const entry = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Add a task' });

/** Lets what was promised happen, and the screen follow. */
const resolvePromises = () =>
  flush(async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  });

function add(text: string) {
  fireEvent.input(entry(), { target: { value: text } });
  fireEvent.submit(entry().closest('form')!);
}

describe('UI-9, UI-39 adding', () => {
  it('UI-9 adds on Enter and is ready for the next', () => {
    const { sent } = openTasks();
    add('Write report #3');
    expect(sent).toEqual([{ type: 'add-task', title: 'Write report', estimate: 3 }]);
    expect(entry().value).toBe('');
  });

  it('TAG-1 tags the task that is added', () => {
    const { sent } = openTasks();
    add('Write report @work #3');
    expect(sent).toEqual([{ type: 'add-task', title: 'Write report', estimate: 3, tags: ['work'] }]);
  });

  it('UI-9 adds nothing when nothing was typed', () => {
    const { sent } = openTasks();
    add('   ');
    expect(sent).toEqual([]);
  });

  it('UI-39 gives back what was typed when it was refused', async () => {
    openTasks(undefined, { ok: false, reason: 'storage_full' });
    add('Write report #3');
    await vi.waitFor(() => expect(entry().value).toBe('Write report #3'));
    expect(screen.getByText(/storage is full/)).toBeTruthy();
  });

  it('UI-9 Escape empties the line', () => {
    openTasks();
    fireEvent.input(entry(), { target: { value: 'Wri' } });
    fireEvent.keyDown(entry(), { key: 'Escape' });
    expect(entry().value).toBe('');
  });

  it('UI-51 Escape during a conversion leaves the line as it is', () => {
    openTasks();
    fireEvent.input(entry(), { target: { value: 'れぽ' } });
    fireEvent.keyDown(entry(), { key: 'Escape', isComposing: true });
    fireEvent.keyDown(entry(), { key: 'Escape', keyCode: 229 });
    expect(entry().value).toBe('れぽ');
  });

  it('UI-61 takes no focus, also where there is nothing yet', () => {
    openTasks({});
    expect(document.activeElement).toBe(document.body);
  });
});

describe('UI-11, UI-14, UI-21, UI-41 the list', () => {
  it('UI-11 UI-41 counts the pomodoros of each task, and says nothing before it has counted', async () => {
    const { signals } = openTasks({ tasks: three });
    await flush(() => {
      signals.sessionsOfTasks.value = null;
    });
    expect(screen.queryByText(/of 4 pomodoros/)).toBeNull();
    expect(screen.queryByText(/left$/)).toBeNull();
    await flush(() => {
      signals.sessionsOfTasks.value = pomodorosFor('task-0', 2);
    });
    expect(row('Write').textContent).toContain('2/4');
    expect(within(row('Write')).getByText('2 of 4 pomodoros')).toBeTruthy();
  });

  it('UI-91 tells the task that was chosen from the one that runs', async () => {
    const marks = () =>
      screen.getAllByRole('listitem').map(({ textContent }) => /now|next/.exec(textContent)?.[0]);
    const view = { ...runningView, task_id: 'task-0' };
    const { signals } = openTasks({ tasks: three, settings: { current_task: 'task-1' }, view });
    expect(marks()).toEqual(['now', 'next', undefined]);
    await flush(() => {
      signals.view.value = { ...view, state: 'finished', phase: 'short_break', ended_phase: 'work' };
    });
    expect(marks()).toEqual([undefined, 'next', undefined]);
    await flush(() => {
      signals.view.value = { ...view, task_id: 'task-1' };
    });
    expect(marks()).toEqual([undefined, undefined, undefined]);
  });

  it('UI-14 a click makes a task the current one, and another click takes that back', () => {
    const { sent } = openTasks({ tasks: three, settings: { current_task: 'task-1' } });
    expect(screen.getByRole('button', { name: 'Read' }).getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: 'Write' }));
    fireEvent.click(screen.getByRole('button', { name: 'Read' }));
    expect(sent).toEqual([
      { type: 'choose-task', id: 'task-0' },
      { type: 'choose-task', id: null },
    ]);
  });

  describe('UI-161 a click during focus', () => {
    const view = { ...runningView, task_id: 'task-0' };
    const retask = { type: 'retask', session: 'session' } as const;
    const click = async (name: string) => {
      fireEvent.click(screen.getByRole('button', { name }));
      await resolvePromises();
    };

    it('UI-161 gives the session and what follows another task, and Undo takes both back', async () => {
      const { sent, announced } = openTasks({ tasks: three, settings: { current_task: 'task-1' }, view });
      await click('Plan');
      expect(screen.getByText('This session is for “Plan”.')).toBeTruthy();
      await click('Undo');
      expect(sent).toEqual([
        { ...retask, task: 'task-2', current: 'task-2' },
        { ...retask, task: 'task-0', current: 'task-1' },
      ]);
      expect(announced).toContain('This session is for “Write”.');
    });

    it('UI-161 can be meant for the next session only', async () => {
      const { sent } = openTasks({ tasks: three, settings: { current_task: 'task-0' }, view });
      await click('Read');
      await click('Only next');
      expect(sent.at(-1)).toEqual({ ...retask, task: 'task-0', current: 'task-1' });
      expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    });

    it('UI-161 on the task of the session chooses it for the next one, too, and again takes both away', async () => {
      const { sent, signals } = openTasks({ tasks: three, settings: { current_task: 'task-1' }, view });
      await click('Write');
      expect(sent).toEqual([{ type: 'choose-task', id: 'task-0' }]);
      await flush(() => {
        signals.settings.value = { ...signals.settings.value, current_task: 'task-0' };
      });
      await click('Write');
      expect(sent.at(-1)).toEqual({ ...retask, task: null, current: null });
      expect(screen.getByText('This session is for no task.')).toBeTruthy();
      expect(screen.queryByRole('button', { name: 'Only next' })).toBeNull();
    });

    it('UI-161 in a break chooses the next task and nothing else', async () => {
      const { sent } = openTasks({ tasks: three, view: { ...view, phase: 'short_break' } });
      await click('Plan');
      expect(sent).toEqual([{ type: 'choose-task', id: 'task-2' }]);
    });
  });

  it('UI-14 a tick completes a task', () => {
    const { sent } = openTasks();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Done: Read' }));
    expect(sent).toEqual([{ type: 'complete-task', id: 'task-1', done: true }]);
  });

  it('UI-14 completed tasks are folded away, and come back by their tick', async () => {
    const { sent } = openTasks({ tasks: [{ ...three[0]!, completed_at: 1 }] });
    expect(screen.queryByRole('checkbox')).toBeNull();
    const fold = screen.getByText('1 done').closest('details')!;
    fold.open = true;
    fireEvent(fold, new Event('toggle'));
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Done: Write' }));
    expect(sent).toEqual([{ type: 'complete-task', id: 'task-0', done: false }]);
  });

  it('UI-21 draws the rows that are in sight and the rest when it is scrolled to', async () => {
    const many = Array.from({ length: 500 }, (_, place): [string, number] => [`Task ${place}`, 1]);
    openTasks({ tasks: someTasks(...many) });
    const list = screen.getByRole('list', { name: 'Open tasks' });
    expect(list.children).toHaveLength(50);
    fireEvent.scroll(list.parentElement!);
    expect(list.children).toHaveLength(100);
    expect(await screen.findByText('500 pomodoros left')).toBeTruthy();
  });
});

describe('UI-43, UI-49 editing', () => {
  function edit(title: string) {
    fireEvent.click(screen.getByRole('button', { name: `Edit “${title}”` }));
    return screen.getByRole<HTMLInputElement>('textbox', { name: 'Title' });
  }

  it('UI-43 Enter saves title and estimate', () => {
    const { sent } = openTasks();
    fireEvent.input(edit('Read'), { target: { value: ' Read it all ' } });
    fireEvent.input(screen.getByRole('spinbutton', { name: 'Pomodoros' }), { target: { value: '5' } });
    fireEvent.submit(screen.getByRole('textbox', { name: 'Title' }).closest('form')!);
    expect(sent).toEqual([{ type: 'edit-task', id: 'task-1', title: 'Read it all', estimate: 5 }]);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Read' }));
  });

  it('UI-43 Escape leaves the task as it was', () => {
    const { sent } = openTasks();
    const field = edit('Read');
    fireEvent.input(field, { target: { value: 'Nothing' } });
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(sent).toEqual([]);
    expect(screen.getByRole('button', { name: 'Read' })).toBeTruthy();
  });

  it('UI-49 keys that follow one another fast find the form, and the row after it', async () => {
    openTasks();
    // Neither waits for the frame after which effects are run.
    const soon = async () => {
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    };
    screen.getByRole('button', { name: 'Edit “Read”' }).click();
    await soon();
    const field = screen.getByRole('textbox', { name: 'Title' });
    expect(document.activeElement).toBe(field);
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    await soon();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Read' }));
  });

  it('TAG-8 tags stand behind the title, in the row and in the field, and are read as in the line', () => {
    const [write, ...others] = three;
    const { sent } = openTasks({ tasks: [{ ...write!, tags: 'work Deep' }, ...others] });
    expect(row('Write').textContent).toContain('@work @deep');
    const field = edit('Write');
    expect(field.value).toBe('Write @work @deep');
    fireEvent.input(field, { target: { value: '@home Write it @work' } });
    fireEvent.submit(field.closest('form')!);
    expect(sent).toEqual([
      { type: 'edit-task', id: 'task-0', title: 'Write it', estimate: 4, tags: ['home', 'work'] },
    ]);
  });

  it('TAG-8 an edit of the estimate leaves a title that looks like tags as it is', () => {
    const { sent } = openTasks({ tasks: someTasks(['Ask @ada about @bob', 1]) });
    edit('Ask @ada about @bob');
    fireEvent.input(screen.getByRole('spinbutton', { name: 'Pomodoros' }), { target: { value: '5' } });
    fireEvent.submit(screen.getByRole('textbox', { name: 'Title' }).closest('form')!);
    expect(sent).toEqual([{ type: 'edit-task', id: 'task-0', title: 'Ask @ada about @bob', estimate: 5 }]);
  });

  it('TAG-5 where the server keeps no tags they stay in the title, and a sentence says so', async () => {
    const account = { id: 'ada', email: 'ada@example.test' };
    const { sent } = openTasks({
      tasks: [{ ...three[0]!, tags: 'kept' }],
      status: { account, owner: 'ada' },
    });
    await resolvePromises();
    fireEvent.input(entry(), { target: { value: 'Plan @home' } });
    expect(screen.getByText(/This server keeps no tags/)).toBeTruthy();
    fireEvent.submit(entry().closest('form')!);
    const field = edit('Write');
    expect(field.value).toBe('Write');
    fireEvent.input(field, { target: { value: 'Write @home' } });
    expect(screen.getByText(/This server keeps no tags/)).toBeTruthy();
    fireEvent.submit(field.closest('form')!);
    expect(sent).toEqual([
      { type: 'add-task', title: 'Plan @home', estimate: 1 },
      { type: 'edit-task', id: 'task-0', title: 'Write @home', estimate: 4 },
    ]);
  });

  it('UI-43 the focus stays where a person went who left the form', async () => {
    const { sent } = openTasks();
    fireEvent.input(edit('Read'), { target: { value: 'Read it all' } });
    entry().focus();
    await resolvePromises();
    expect(sent).toEqual([{ type: 'edit-task', id: 'task-1', title: 'Read it all', estimate: 2 }]);
    expect(document.activeElement).toBe(entry());
  });

  it.each(['', '   ', 'Read'])('UI-43 a title of %j changes nothing', (title) => {
    const { sent } = openTasks();
    fireEvent.input(edit('Read'), { target: { value: title } });
    fireEvent.submit(screen.getByRole('textbox', { name: 'Title' }).closest('form')!);
    expect(sent).toEqual([]);
  });
});

describe('UI-44 deleting', () => {
  it('deletes at once and offers to undo it for six seconds, and by the key for as long as the page is open', async () => {
    vi.useFakeTimers();
    try {
      const { sent } = openTasks();
      fireEvent.click(screen.getByRole('button', { name: 'Delete “Read”' }));
      await resolvePromises();
      expect(screen.getByText('Deleted “Read”')).toBeTruthy();
      fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
      expect(sent).toEqual([
        { type: 'delete-task', id: 'task-1', deleted: true },
        { type: 'delete-task', id: 'task-1', deleted: false },
      ]);
      fireEvent.click(screen.getByRole('button', { name: 'Delete “Plan”' }));
      await resolvePromises();
      await flush(() => void vi.advanceTimersByTime(undoFor));
      expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
      for (let times = 0; times < 2; times += 1)
        fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
      expect(sent.slice(2)).toEqual([
        { type: 'delete-task', id: 'task-2', deleted: true },
        { type: 'delete-task', id: 'task-2', deleted: false },
      ]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('the offer waits while the pointer is on it', async () => {
    vi.useFakeTimers();
    try {
      openTasks();
      fireEvent.click(screen.getByRole('button', { name: 'Delete “Read”' }));
      await resolvePromises();
      const offer = screen.getByText('Deleted “Read”').parentElement!;
      fireEvent.pointerEnter(offer);
      await flush(() => void vi.advanceTimersByTime(2 * undoFor));
      expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
      fireEvent.pointerLeave(offer);
      await flush(() => void vi.advanceTimersByTime(undoFor));
      expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('TASK-4 UI-44 completing is taken back in the same way, and the current task is current again', async () => {
    const { sent } = openTasks({ tasks: three, settings: { current_task: 'task-1' } });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Done: Read' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(sent.at(-1)).toEqual({ type: 'complete-task', id: 'task-1', done: false, wasCurrent: true });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Done: Plan' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(sent.at(-1)).toEqual({ type: 'complete-task', id: 'task-2', done: false });
  });

  it('TASK-4 so is a deletion, and a tick that is taken away in the list of completed ones', async () => {
    const { sent, signals } = openTasks({ tasks: three, settings: { current_task: 'task-1' } });
    fireEvent.click(screen.getByRole('button', { name: 'Delete “Read”' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(sent.at(-1)).toEqual({ type: 'delete-task', id: 'task-1', deleted: false, wasCurrent: true });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Done: Read' }));
    await resolvePromises();
    await flush(() => {
      signals.tasks.value = three.map((task) => (task.id === 'task-1' ? { ...task, completed_at: 1 } : task));
    });
    await flush(() => {
      document.querySelector('details')!.open = true;
      fireEvent(document.querySelector('details')!, new Event('toggle'));
    });
    fireEvent.click(screen.getByRole('checkbox', { name: 'Done: Read' }));
    expect(sent.at(-1)).toEqual({ type: 'complete-task', id: 'task-1', done: false, wasCurrent: true });
  });

  it('Ctrl+Z takes the offer', async () => {
    const { sent } = openTasks();
    fireEvent.click(screen.getByRole('button', { name: 'Delete “Read”' }));
    await resolvePromises();
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
    expect(sent.at(-1)).toEqual({ type: 'delete-task', id: 'task-1', deleted: false });
  });
});

describe('UI-40 ordering by keyboard', () => {
  it.each([
    ['Write', 'ArrowDown', 'task-1'],
    ['Plan', 'ArrowUp', 'task-0'],
    ['Read', 'ArrowUp', null],
  ])('Alt and an arrow move %s: %s', (title, key, after) => {
    const { sent } = openTasks();
    const id = row(title).dataset['id']!;
    fireEvent.keyDown(screen.getByRole('button', { name: title }), { key, altKey: true });
    expect(sent).toEqual([{ type: 'move-task', id, after }]);
  });

  it('the focus goes with the task, and its place is told', async () => {
    const { signals, announced } = openTasks();
    const button = screen.getByRole('button', { name: 'Write' });
    button.focus();
    fireEvent.keyDown(button, { key: 'ArrowDown', altKey: true });
    await flush(() => {
      signals.tasks.value = three.map((task) =>
        task.id === 'task-0' ? { ...task, position: 'a0001V' } : task,
      );
    });
    await resolvePromises();
    const titles = screen.getAllByRole('button', { pressed: false }).map(({ textContent }) => textContent);
    expect(titles).toEqual(['Read', 'Write', 'Plan']);
    expect(document.activeElement?.textContent).toBe('Write');
    expect(announced).toEqual(['“Write”: place 2 of 3']);
  });

  it('UI-162 the form moves it by single presses, stays open, and is idle at the end', async () => {
    const { sent, signals, announced } = openTasks();
    fireEvent.click(screen.getByRole('button', { name: 'Edit “Read”' }));
    const down = screen.getByRole('button', { name: 'Move “Read” down' });
    down.focus();
    fireEvent.click(down);
    await flush(() => {
      signals.tasks.value = three.map((task) => (task.id === 'task-1' ? { ...task, position: 'a9' } : task));
    });
    await resolvePromises();
    expect(sent).toEqual([{ type: 'move-task', id: 'task-1', after: 'task-2' }]);
    expect(document.activeElement).toBe(down);
    expect(announced).toEqual(['“Read”: place 3 of 3']);
    expect(down.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(down);
    expect(sent).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: 'Move “Read” up' }));
    expect(sent.at(-1)).toEqual({ type: 'move-task', id: 'task-1', after: 'task-0' });
  });

  it('nothing moves beyond the ends', () => {
    const { sent } = openTasks();
    fireEvent.keyDown(screen.getByRole('button', { name: 'Write' }), { key: 'ArrowUp', altKey: true });
    fireEvent.keyDown(screen.getByRole('button', { name: 'Plan' }), { key: 'ArrowDown', altKey: true });
    expect(sent).toEqual([]);
  });
});

describe('UI-12 the forecast', () => {
  it('says how many pomodoros are left and when they will be done', async () => {
    openTasks({ tasks: three, view: { ...runningView, task_id: 'task-0' } });
    expect(await screen.findByText('7 pomodoros left')).toBeTruthy();
    expect(screen.getByText(/^done about/).textContent).toMatch(/^done about \d/);
  });

  it('UI-53 says “tomorrow” of a time after midnight', async () => {
    const evening = new Date(2026, 11, 1, 20, 30).getTime();
    const { signals } = openTasks({ tasks: someTasks(['Everything', 17]) });
    await flush(() => {
      signals.now.value = evening;
    });
    expect(await screen.findByText('17 pomodoros left')).toBeTruthy();
    expect(screen.getByText(/^done/).textContent).toMatch(/^done tomorrow about 5:\d\d\sAM$/);
  });

  it('names no time that is further away than a day of work', async () => {
    openTasks({ tasks: someTasks(['Everything', 99]) });
    expect(await screen.findByText('99 pomodoros left')).toBeTruthy();
    expect(screen.queryByText(/^done/)).toBeNull();
  });
});
