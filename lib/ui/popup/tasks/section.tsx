import './section.css';
import { useComputed } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useOneRowAClick } from '../../kit/one-row-a-click.ts';
import type { PageActions } from '../../page/actions.ts';
import { openSession } from '../../../timer/press-commands.ts';
import { DoneTasks } from './done.tsx';
import type { PageSignals } from '../../page/signals.ts';
import { TaskEntry } from './entry.tsx';
import { TaskForecast, type TaskForecastProps } from './forecast.tsx';
import { TaskList } from './list.tsx';
import { listTasks } from './order.ts';
import { useMayTag } from '../../tags/use-may-tag.ts';
import { usePomodoros } from './use-pomodoros.ts';
import { useReturn } from './use-return.ts';

export interface TaskSectionProps {
  signals: PageSignals;
  actions: PageActions;
}

/** How many rows are drawn at first, and each time that the end of them is scrolled to. */
const page = 50;

export function TaskSection({ signals, actions }: TaskSectionProps) {
  const [limit, grow] = useState(page);
  const lists = useComputed(() => listTasks(signals.tasks.value));
  const openIds = useComputed(() => lists.value.open.map(({ id }) => id));
  const named = useComputed(() => signals.view.value.task_id);
  const focus = useComputed(() =>
    signals.view.value.phase === 'work' ? openSession(signals.view.value) : null,
  );
  const ticked = useRef<string | null>(null);
  const pomodoros = usePomodoros(signals, openIds);
  const scroller = useRef<HTMLDivElement>(null);
  const openOrder = openIds.value.join(' ');
  const awaitReturn = useReturn(scroller, openOrder);
  const mayTag = useMayTag(signals);
  const oneRowAClick = useOneRowAClick();
  const { open, done } = lists.value;
  const isEmpty = open.length === 0;
  return (
    <section class="task-section" aria-label={i18n.t('task.region')}>
      <TaskEntry
        mayTag={mayTag}
        onAdd={async (task) => {
          const { title, estimate } = task;
          const isAdded = await actions.send({ type: 'add-task', ...task });
          if (isAdded) actions.announce(i18n.t('spoken.task_added', estimate, [estimate, title]));
          return isAdded;
        }}
      />
      <div
        ref={scroller}
        class="tasks-scroll"
        {...oneRowAClick}
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
            names={{
              current: signals.settings.value.current_task,
              named: named.value,
              session: focus.value,
            }}
            mayTag={mayTag}
            onCompleteCurrent={(id) => {
              ticked.current = id;
            }}
            onReturn={awaitReturn}
            actions={actions}
            limit={limit}
          />
        )}
        <DoneTasks
          tasks={done}
          onReopen={async ({ id, title }) => {
            awaitReturn(id);
            const isBack = await actions.send({
              type: 'complete-task',
              id,
              done: false,
              ...(id === ticked.current && { wasCurrent: true }),
            });
            if (isBack) actions.announce(i18n.t('spoken.restored', [title]));
          }}
        />
      </div>
      {!isEmpty && pomodoros.value && <Forecast signals={signals} tasks={open} pomodoros={pomodoros.value} />}
    </section>
  );
}

/** A component of its own, so that the list above is not drawn again with every second. */
function Forecast({
  signals,
  ...counted
}: Pick<TaskForecastProps, 'tasks' | 'pomodoros'> & { signals: PageSignals }) {
  return (
    <TaskForecast
      {...counted}
      view={signals.view.value}
      settings={signals.settings.value}
      now={signals.now.value}
    />
  );
}
