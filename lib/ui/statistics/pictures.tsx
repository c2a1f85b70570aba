import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Day } from '../../statistics/day.ts';
import type { HistorySummary } from '../../statistics/history-summary.ts';
import { neighbourPeriod, periodAt, type Period, type Scope } from '../../statistics/period.ts';
import { totalOf } from '../../statistics/totals.ts';
import type { Task } from '../../store/rows.ts';
import { Icon } from '../kit/icon.tsx';
import type { StatsAround } from './context.tsx';
import { StatsDays } from './days.tsx';
import { StatsHours } from './hours.tsx';
import { StatsTasks } from './tasks.tsx';
import { StatsYear } from './year.tsx';

export interface PictureProps {
  facts: HistorySummary;
  period: Period;
  around: StatsAround;
}

export interface StatsPicturesProps {
  facts: HistorySummary;
  goal: number;
  tasks: readonly Task[];
  /** The hour that days begin at. */
  startsAt: number;
  around: StatsAround;
}

const scopes = ['week', 'month', 'year', 'all'] as const;
const left = 'M10 3L5 8l5 5';
const right = 'M6 3l5 5-5 5';

/** The period that is looked at, and its pictures. */
export function StatsPictures({ facts, goal, tasks, startsAt, around }: StatsPicturesProps) {
  // Null is today, so that the page follows it past midnight.
  const [at, goTo] = useState<Day | null>(null);
  const { range: extent } = facts;
  const [scope, choose] = useState<Scope>(() => liveliest(facts));
  const period = periodAt(scope, at ?? extent.today, extent);
  const step = (by: -1 | 1) => {
    const next = neighbourPeriod(period, by, extent);
    if (next) goTo(next.from <= extent.today && extent.today < next.to ? null : next.from);
  };
  const shown = { facts, period, around };
  return (
    <>
      <div class="period">
        <h2 class="period-title" aria-live="polite">
          {scope === 'all'
            ? i18n.t('stats.all_since', [around.words.date(period.from)])
            : around.words.period(period)}
        </h2>
        <div class="period-steps" hidden={scope === 'all'}>
          <Step
            name={i18n.t('stats.earlier')}
            d={left}
            to={neighbourPeriod(period, -1, extent)}
            go={() => step(-1)}
          />
          <Step
            name={i18n.t('stats.later')}
            d={right}
            to={neighbourPeriod(period, 1, extent)}
            go={() => step(1)}
          />
        </div>
        <fieldset class="segments">
          <legend class="unseen">{i18n.t('stats.scope')}</legend>
          {scopes.map((name) => (
            <label key={name} class="segment">
              <input type="radio" name="scope" checked={name === scope} onChange={() => choose(name)} />
              <span class="segment-name">{i18n.t(`stats.${name}`)}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <StatsDays {...shown} goal={goal} />
      {totalOf(facts.days, period.from, period.to).focus > 0 && (
        <>
          <StatsHours {...shown} startsAt={startsAt} />
          <StatsTasks {...shown} tasks={tasks} />
        </>
      )}
      <StatsYear {...shown} goal={goal} />
    </>
  );
}

/** The shortest period up to today that has any focus: on a Monday morning the week would be a poor sight. */
function liveliest({ days, range: extent }: HistorySummary): Scope {
  const hasFocus = (scope: Scope) => {
    const { from, to } = periodAt(scope, extent.today, extent);
    return totalOf(days, from, to).focus > 0;
  };
  return scopes.find(hasFocus) ?? 'all';
}

interface StepProps {
  name: string;
  d: string;
  to: Period | null;
  go(): void;
}

/** At the end of history it does nothing, but stays there for the focus that is on it. */
function Step({ name, d, to, go }: StepProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={name}
      title={name}
      aria-disabled={to === null}
      onClick={go}
    >
      <Icon d={d} />
    </button>
  );
}
