import './row.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Task } from '../../../store/rows.ts';
import { IconButton } from '../../kit/icon-button.tsx';
import { pencil } from '../../kit/icon-paths.ts';
import { Icon } from '../../kit/icon.tsx';
import { ownKey } from '../../kit/keys.ts';
import { TagList } from '../../tags/tag-list.tsx';
import { TaskEditForm, type TaskChange } from './edit-form.tsx';
import type { TaskMark } from './mark.ts';

export interface TaskRowProps {
  task: Task;
  /** Completed focus sessions for it; null until they are counted. */
  pomodoros: number | null;
  isCurrent: boolean;
  mayTag: boolean;
  isFirst: boolean;
  isLast: boolean;
  mark: TaskMark | null;
  isDragged: boolean;
  /** How many pixels the row is moved by while rows are dragged. */
  offset: number;
  onChoose(): void;
  onComplete(): void;
  onEdit(change: TaskChange): void;
  onDelete(): void;
  /** By this many places. */
  onMove(steps: number): void;
  onGrip(event: PointerEvent): void;
}

const grip = 'M6 3.5v.01M6 8v.01M6 12.5v.01M10 3.5v.01M10 8v.01M10 12.5v.01';
const bin = 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5 5 13h6l.5-8.5M6.8 7v3.5M9.2 7v3.5';

export function TaskRow({ task, isCurrent, offset, ...row }: TaskRowProps) {
  const { id, title } = task;
  const [isEditing, edit] = useState(false);
  const name = useRef<HTMLButtonElement>(null);
  // Where a key ends the edit, the next key is meant for this row. Where the focus left the form, it stays there.
  const comesBack = useRef(false);
  const end = () => {
    comesBack.current = document.activeElement?.matches('.task-edit *') === true;
    edit(false);
  };
  useLayoutEffect(() => {
    if (!isEditing && comesBack.current) name.current?.focus();
    comesBack.current = false;
  }, [isEditing]);

  if (isEditing) {
    return (
      <li data-id={id}>
        <TaskEditForm
          task={task}
          mayTag={row.mayTag}
          isFirst={row.isFirst}
          isLast={row.isLast}
          onMove={row.onMove}
          onCancel={end}
          onSave={(change) => {
            end();
            row.onEdit(change);
          }}
        />
      </li>
    );
  }
  return (
    <li
      class="task"
      data-id={id}
      data-current={isCurrent}
      data-dragged={row.isDragged}
      style={offset === 0 ? undefined : { transform: `translateY(${offset}px)` }}
      onKeyDown={ownKey((event) => {
        const steps = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        if (!event.altKey || steps === 0) return;
        event.preventDefault();
        row.onMove(steps);
      })}
    >
      <span
        class="task-grip"
        title={i18n.t('task.move', [title])}
        onPointerDown={(event) => row.onGrip(event)}
      >
        <Icon d={grip} />
      </span>
      <input
        type="checkbox"
        class="check"
        checked={false}
        aria-label={i18n.t('task.done', [title])}
        onChange={row.onComplete}
      />
      <button
        ref={name}
        type="button"
        class="task-title"
        dir="auto"
        aria-pressed={isCurrent}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        aria-describedby={`${id}-count`}
        // Only for a pointer: who listens hears the title already, and that the task is the current one.
        onPointerEnter={({ currentTarget }) => {
          currentTarget.title = `${title}\n${isCurrent ? i18n.t('task.current') : i18n.t('task.choose')}`;
        }}
        onClick={row.onChoose}
        onDblClick={() => edit(true)}
      >
        {title}
      </button>
      <TagList task={task} />
      {row.mark && (
        <span class="task-mark" data-mark={row.mark}>
          {i18n.t(`task.${row.mark}`)}
        </span>
      )}
      {row.pomodoros !== null && (
        <span class="task-count">
          <span aria-hidden="true">
            {row.pomodoros}/{task.estimated_pomodoros}
          </span>
          <span id={`${id}-count`} class="unseen">
            {i18n.t('task.count', task.estimated_pomodoros, [row.pomodoros, task.estimated_pomodoros])}
          </span>
        </span>
      )}
      <span class="task-tools">
        <IconButton name={i18n.t('task.edit', [title])} d={pencil} onPress={() => edit(true)} />
        <IconButton name={i18n.t('task.delete', [title])} d={bin} onPress={row.onDelete} />
      </span>
    </li>
  );
}
