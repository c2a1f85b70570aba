import { i18n } from '#i18n';
import { ring } from '../../lib/browser/ringing/ring.ts';
import { claimGoalOf } from '../../lib/browser/storage/goal-told.ts';
import type { RingState } from '../../lib/engine/engine.ts';
import { createDurationText } from '../../lib/statistics/duration-text.ts';
import { isGoalReached } from '../../lib/statistics/goal-reached.ts';
import { createLocalDays, machineOffset } from '../../lib/statistics/local-days.ts';
import { rulesVersion } from '../../lib/timer/replay.ts';
import { uiLocale } from '../../lib/ui/kit/locale.ts';

/** Rings, names the task and, once a day, says that the goal has been reached. */
export async function tellEnd(state: RingState): Promise<void> {
  await ring(state.view, { task: state.endedTask, goal: await goalText(state).catch(() => null) });
}

async function goalText({ sessions, ended, settings, now }: RingState): Promise<string | null> {
  const { daily_goal: goal, day_starts_at } = settings;
  const localDays = createLocalDays(machineOffset, day_starts_at);
  if (!isGoalReached({ sessions, ended, goal, now, localDays, rules: rulesVersion })) return null;
  // An extension reaches the goal once more.
  if (!(await claimGoalOf(localDays.dayOf(now - 1)))) return null;
  return i18n.t('stats.goal_reached', [createDurationText(uiLocale(), 'short')(goal * 60_000)]);
}
