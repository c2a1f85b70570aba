import './page.css';
import { computed } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { summariseHistory } from '../../statistics/history-summary.ts';
import { createLocalDays } from '../../statistics/local-days.ts';
import { noRuns } from '../../statistics/run-columns.ts';
import type { Live } from '../page/signals.ts';
import type { StatsAround } from './environment.ts';
import { StatsPictures } from './charts.tsx';
import type { Runs } from './runs.ts';
import { StatsTiles } from './tiles.tsx';

export interface StatsPageProps {
  live: Live;
  runs: Runs['all'];
  around: StatsAround;
}

export function StatsPage({ live, runs: { value: runs }, around }: StatsPageProps) {
  const { firstWeekday } = around;
  const startsAt = live.settings.value.day_starts_at;
  const zone = useZone(live, around);
  const localDays = useMemo(() => createLocalDays(around.offsetIn(zone), startsAt), [around, zone, startsAt]);
  // A second that passes draws nothing; a day that begins does.
  const today = useMemo(() => computed(() => localDays.dayOf(live.now.value)), [live, localDays]).value;
  const facts = useMemo(
    () => summariseHistory(runs ?? noRuns, localDays, today, firstWeekday),
    [runs, localDays, today, firstWeekday],
  );
  const goal = live.settings.value.daily_goal;
  // Today and the sums stand on the screen before the thousand parts of the pictures are made.
  const { afterPaint } = around;
  const [hasPictures, draw] = useState(afterPaint === undefined);
  useEffect(() => afterPaint?.(() => draw(true)), [afterPaint]);
  return (
    <main class="stats">
      <header class="stats-header">
        <h1>{i18n.t('stats.title')}</h1>
        <p class="stats-soft">{around.words.day(today)}</p>
      </header>
      {live.isBroken.value && (
        <p class="stats-broken" role="alert">
          {i18n.t('stats.broken')}
        </p>
      )}
      {runs === null ? null : runs.from.length === 0 ? (
        <section class="stats-empty">
          <h2>{i18n.t('stats.empty_title')}</h2>
          <p class="stats-soft">{i18n.t('stats.empty_text')}</p>
        </section>
      ) : (
        <>
          <StatsTiles facts={facts} goal={goal} around={around} />
          {hasPictures && (
            <StatsPictures
              facts={facts}
              goal={goal}
              tasks={live.tasks.value}
              startsAt={startsAt}
              around={around}
            />
          )}
        </>
      )}
    </main>
  );
}

/** A laptop is carried into another zone while the page is open: with each tick of the clock it looks where it is. */
function useZone(live: Live, around: StatsAround): string {
  const [zone, setZone] = useState(() => around.zone());
  useEffect(() => live.now.subscribe(() => setZone(around.zone())), [live, around]);
  return zone;
}
