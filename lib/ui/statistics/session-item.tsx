import './session-item.css';
import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { PlacedSession } from '../../statistics/day-sessions.ts';
import type { Formatter } from '../../statistics/formatter.ts';
import type { Task } from '../../store/rows.ts';
import { taskLabel } from './task-label.ts';

export interface SessionItemProps {
  session: PlacedSession;
  tasks: ReadonlyMap<string, Task>;
  formatter: Formatter;
  /** When it was. */
  children: ComponentChildren;
}

/** One session: when, what, how long, and how it ended unless it ran to its end. */
export function SessionItem({ session, tasks, formatter, children }: SessionItemProps) {
  const { phase, task_id, active, outcome, isCompleted } = session;
  const isFocus = phase === 'work';
  const ending = isCompleted ? null : endings[outcome];
  return (
    <li class="session" data-phase={phase}>
      <span class="session-when">{children}</span>
      <span class="session-what" dir="auto">
        {isFocus && task_id !== null ? taskLabel(task_id, tasks) : i18n.t(`phase.${phase}`)}
      </span>
      <span class="session-length">{formatter.duration(active)}</span>
      <span class="session-end">{ending && i18n.t(ending)}</span>
    </li>
  );
}

const endings: Partial<Record<string, 'stats.stopped' | 'stats.skipped' | 'stats.interrupted'>> = {
  stopped: 'stats.stopped',
  skipped: 'stats.skipped',
  interrupted: 'stats.interrupted',
};
