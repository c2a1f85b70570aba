import './forecast.css';
import { i18n } from '#i18n';
import type { Task } from '../../../store/rows.ts';
import { finishTime } from '../../../timer/finish-time.ts';
import type { Settings } from '../../../timer/settings.ts';
import type { TimerView } from '../../../timer/view.ts';
import { timeOfDay } from '../../kit/clock-text.ts';
import { isSameDay } from '../../kit/date-text.ts';

export interface TaskForecastProps {
  /** The tasks that are still to do. */
  tasks: readonly Pick<Task, 'id' | 'estimated_pomodoros'>[];
  pomodoros: ReadonlyMap<string, number>;
  view: TimerView;
  settings: Pick<Settings, 'preset' | 'presets'>;
  now: number;
}

/** Nobody works around the clock, so a time further away than this (milliseconds) would mean nothing. */
const foreseeable = 16 * 60 * 60_000;

/** How many pomodoros are left, and when they will be done. */
export function TaskForecast({ tasks, pomodoros, view, settings, now }: TaskForecastProps) {
  const plan = settings.presets[settings.preset];
  const leftOf = (task: (typeof tasks)[number]) =>
    Math.max(0, task.estimated_pomodoros - (pomodoros.get(task.id) ?? 0));
  const left = tasks.reduce((sum, task) => sum + leftOf(task), 0);
  const current = tasks.find(({ id }) => id === view.task_id);
  const end = plan ? finishTime(view, plan, left, current !== undefined && leftOf(current) > 0, now) : null;
  return (
    <p class="foot">
      <span>{i18n.t('task.left', left)}</span>
      {end !== null && end - now < foreseeable && <span>{endText(end, now)}</span>}
    </p>
  );
}

function endText(end: number, now: number): string {
  const time = timeOfDay(end);
  return isSameDay(end, now) ? i18n.t('task.done_about', [time]) : i18n.t('task.done_tomorrow', [time]);
}
