import './session-item.css';
import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { PlacedSession } from '../../statistics/day-sessions.ts';
import type { Formatter } from '../../statistics/formatter.ts';
import type { Task } from '../../store/rows.ts';
import { TagList } from '../tags/tag-list.tsx';
import { sessionTitle } from './session-title.ts';

export interface SessionItemProps {
  session: PlacedSession;
  tasks: ReadonlyMap<string, Task>;
  formatter: Formatter;
  /** When it was. */
  children: ComponentChildren;
  /** A button beside it, and what that opens below. */
  beside?: ComponentChildren;
}

/** One session: when, what, how long, how it ended unless it ran to its end, its note, and whether a person corrected it. */
export function SessionItem({ session, tasks, formatter, children, beside }: SessionItemProps) {
  const { phase, active, outcome, isCompleted, note, interruptions, isByHand } = session;
  const task = session.task_id === null ? undefined : tasks.get(session.task_id);
  const ending = isCompleted ? undefined : endings[outcome];
  const remarks = [ending && i18n.t(ending), isByHand && i18n.t('stats.by_hand')];
  const words = [
    note,
    interruptions && i18n.t('stats.interruptions', [interruptions.internal, interruptions.external]),
  ];
  const below = words.filter(Boolean).join(' · ');
  return (
    <li class={beside ? 'session session-editable' : 'session'} data-phase={phase}>
      <span class="session-when">{children}</span>
      <span class="session-what" dir="auto">
        {sessionTitle(session, tasks)}
        {task && <TagList task={task} />}
      </span>
      <span class="session-length">{formatter.duration(active)}</span>
      <span class="session-end">{remarks.filter(Boolean).join(' · ')}</span>
      {below !== '' && (
        <span class="session-note" dir="auto">
          {below}
        </span>
      )}
      {beside}
    </li>
  );
}

const endings: Partial<Record<string, 'stats.stopped' | 'stats.skipped' | 'stats.interrupted'>> = {
  stopped: 'stats.stopped',
  skipped: 'stats.skipped',
  interrupted: 'stats.interrupted',
};
