import './section.css';
import { useComputed } from '@preact/signals';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Acts } from '../../page/actions.ts';
import { DoneTasks } from './done.tsx';
import type { Live } from '../../page/signals.ts';
import { TaskEntry } from './entry.tsx';
import { TaskFoot, type TaskFootProps } from './forecast.tsx';
import { TaskList } from './list.tsx';
import { listTasks } from './order.ts';
import { usePomodoros } from './use-pomodoros.ts';

export interface TaskSectionProps {
  live: Live;
  acts: Acts;
}

/** Rows drawn at once, and at each time that the end of them is scrolled to. */
const page = 50;

export function TaskSection({ live, acts }: TaskSectionProps) {
  const [limit, grow] = useState(page);
  const lists = useComputed(() => listTasks(live.tasks.value));
  const openIds = useComputed(() => lists.value.open.map(({ id }) => id));
  const pomodoros = usePomodoros(live, openIds);
  const { open, done } = lists.value;
  const isEmpty = open.length === 0;
  return (
    <section class="task-section" aria-label={i18n.t('task.region')}>
      <TaskEntry
        isFirst={isEmpty && done.length === 0 && live.view.peek().state === 'idle'}
        onAdd={({ title, estimate }) => acts.act({ type: 'add-task', title, estimate })}
      />
      <div
        class="tasks-scroll"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          if (limit < open.length && scrollTop + clientHeight > scrollHeight - 400) grow(limit + page);
        }}
      >
        {isEmpty && (
          <div class="empty">
            <p class="empty-title">
              {done.length > 0 ? i18n.t('task.all_done') : i18n.t('task.empty_title')}
            </p>
            {done.length === 0 && <p>{i18n.t('task.empty_text')}</p>}
          </div>
        )}
        {!isEmpty && (
          <TaskList
            tasks={open}
            pomodoros={pomodoros.value}
            current={live.settings.value.current_task}
            acts={acts}
            limit={limit}
          />
        )}
        <DoneTasks
          tasks={done}
          onReopen={(id) => void acts.act({ type: 'complete-task', id, done: false })}
        />
      </div>
      {!isEmpty && pomodoros.value && <Foot live={live} tasks={open} pomodoros={pomodoros.value} />}
    </section>
  );
}

/** Follows the clock, which the list above it does not have to. */
function Foot({ live, ...counted }: Pick<TaskFootProps, 'tasks' | 'pomodoros'> & { live: Live }) {
  return <TaskFoot {...counted} view={live.view.value} settings={live.settings.value} now={live.now.value} />;
}
