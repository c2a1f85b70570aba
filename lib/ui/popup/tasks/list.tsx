import { i18n } from '#i18n';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Command } from '../../../messages/command.ts';
import type { Task } from '../../../store/rows.ts';
import type { PageActions } from '../../page/actions.ts';
import { useDragOrder } from './drag-order.ts';
import { markOf, type NamedTasks } from './mark.ts';
import { taskChooser } from './choose.ts';
import { placeAfter } from './order.ts';
import { TaskRow } from './row.tsx';

export interface TaskListProps {
  /** In their order. */
  tasks: readonly Task[];
  /** Null until they are counted. */
  pomodoros: ReadonlyMap<string, number> | null;
  names: NamedTasks;
  mayTag: boolean;
  /** Called when the current task was completed. */
  onCompleteCurrent(id: string): void;
  /** Called with a task that is about to come back into the list. */
  onReturn(id: string): void;
  actions: PageActions;
  /** How many rows to draw. The rest follows when it is scrolled to. */
  limit: number;
}

export function TaskList({
  tasks,
  pomodoros,
  names,
  mayTag,
  onCompleteCurrent,
  onReturn,
  actions,
  limit,
}: TaskListProps) {
  const { current } = names;
  const choose = taskChooser(tasks, names, actions);
  const list = useRef<HTMLUListElement>(null);
  const keepFocus = useRef<HTMLElement | null>(null);
  const [, repaint] = useState(0);
  const ids = tasks.map(({ id }) => id);
  const order = ids.join(' ');

  // A row that changes its place in the document loses the focus.
  useLayoutEffect(() => {
    keepFocus.current?.focus();
    keepFocus.current = null;
  }, [order]);

  async function move(id: string, steps: number): Promise<boolean> {
    const after = placeAfter(ids, id, steps);
    if (after === undefined) return false;
    const isMoved = await actions.send({ type: 'move-task', id, after });
    const place = after === null ? 1 : ids.filter((other) => other !== id).indexOf(after) + 2;
    const title = tasks.find((task) => task.id === id)?.title ?? '';
    if (isMoved) actions.announce(i18n.t('task.moved', [title, place, ids.length]));
    return isMoved;
  }
  const drag = useDragOrder(ids, move);

  /** Sends a command that takes a row out of the list. The focus goes on to the next row. */
  function takeOut(id: string, command: Command): Promise<boolean> {
    const row = list.current?.querySelector(`[data-id="${CSS.escape(id)}"]`);
    const part = row?.contains(document.activeElement) && focusedPart();
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    if (part) keepFocus.current = next?.querySelector<HTMLElement>(part) ?? null;
    return actions.send(command);
  }

  async function putBack({ id, title }: Task, command: Command) {
    onReturn(id);
    if (await actions.send(command)) actions.announce(i18n.t('spoken.restored', [title]));
  }

  async function remove(task: Task) {
    const { id, title } = task;
    const wasCurrent = id === current;
    const isDeleted = await takeOut(id, { type: 'delete-task', id, deleted: true });
    if (!isDeleted) return repaint((count) => count + 1);
    actions.showNotice({
      text: i18n.t('task.deleted', [title]),
      isUrgent: false,
      undo: () =>
        void putBack(task, { type: 'delete-task', id, deleted: false, ...(wasCurrent && { wasCurrent }) }),
    });
  }

  async function complete(task: Task) {
    const { id, title } = task;
    const wasCurrent = id === current;
    const isDone = await takeOut(id, { type: 'complete-task', id, done: true });
    if (!isDone) return repaint((count) => count + 1);
    if (wasCurrent) onCompleteCurrent(id);
    actions.showNotice({
      text: i18n.t('task.done', [title]),
      isUrgent: false,
      undo: () =>
        void putBack(task, { type: 'complete-task', id, done: false, ...(wasCurrent && { wasCurrent }) }),
    });
  }

  return (
    <ul ref={list} class="tasks" aria-label={i18n.t('task.list')} data-dragging={drag.dragged !== null}>
      {tasks.slice(0, limit).map((task, place) => (
        <TaskRow
          key={task.id}
          task={task}
          pomodoros={pomodoros && (pomodoros.get(task.id) ?? 0)}
          isCurrent={task.id === current}
          mayTag={mayTag}
          isFirst={place === 0}
          isLast={place === tasks.length - 1}
          mark={markOf(task.id, names)}
          isDragged={task.id === drag.dragged}
          offset={drag.offset(place)}
          onChoose={() => choose(task.id)}
          onComplete={() => void complete(task)}
          onEdit={(change) => void actions.send({ type: 'edit-task', id: task.id, ...change })}
          onDelete={() => void remove(task)}
          onMove={(steps) => {
            keepFocus.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
            void move(task.id, steps);
          }}
          onGrip={(event) => drag.begin(event, place)}
        />
      ))}
    </ul>
  );
}

/** A selector that finds, in another row, the control that has the focus. */
function focusedPart(): string {
  const focused = document.activeElement;
  if (focused?.matches('.check')) return '.check';
  return focused?.matches('.task-tools button:last-child') ? '.task-tools button:last-child' : '.task-title';
}
