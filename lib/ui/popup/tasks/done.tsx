import './row.css';
import './done.css';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { showWhole } from '../../kit/whole-text.ts';
import type { Task } from '../../../store/rows.ts';

export interface DoneTasksProps {
  tasks: readonly Task[];
  onReopen(task: Task): Promise<void>;
}

/** More than anybody reads. Older ones are in the statistics. */
const most = 100;

/** Completed tasks, folded away. */
export function DoneTasks({ tasks, onReopen }: DoneTasksProps) {
  const [isOpen, unfold] = useState(false);
  if (tasks.length === 0) return null;
  return (
    <details class="done" open={isOpen} onToggle={(event) => unfold(event.currentTarget.open)}>
      <summary>{i18n.t('task.completed', tasks.length)}</summary>
      {isOpen && (
        <ul class="tasks">
          {tasks.slice(0, most).map((task) => (
            <li key={task.id} class="task">
              <input
                type="checkbox"
                class="check"
                checked
                aria-label={i18n.t('task.done', [task.title])}
                onChange={() => void onReopen(task)}
              />
              <span class="task-title" dir="auto" onPointerEnter={showWhole}>
                {task.title}
              </span>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
