import './page.css';
import { computed, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Day } from '../../statistics/day.ts';
import { endedSessions } from '../../statistics/ended-sessions.ts';
import { summariseHistory } from '../../statistics/history-summary.ts';
import { createLocalDays } from '../../statistics/local-days.ts';
import { noRuns } from '../../statistics/run-columns.ts';
import { thisWeekAddress, weekOfAddress } from '../../statistics/report/week-address.ts';
import { rulesVersion } from '../../timer/replay.ts';
import { AnnouncingPage } from '../kit/announcer.tsx';
import { NoticeBar } from '../kit/notice-bar.tsx';
import type { PageActions } from '../page/actions.ts';
import { BrokenBanner } from '../page/broken-banner.tsx';
import type { PageSignals } from '../page/signals.ts';
import type { StatisticsEnvironment } from './environment.ts';
import { Charts } from './charts.tsx';
import type { DoneCorrection } from './correcting/correction-log.ts';
import { DaySection } from './day-section.tsx';
import { FindSessions } from './find-sessions.tsx';
import type { Runs } from './runs.ts';
import { NoHistory } from './no-history.tsx';
import { WeekReportView } from './report/week-report.tsx';
import { Tiles } from './tiles.tsx';

export interface StatisticsPageProps {
  signals: PageSignals;
  actions: PageActions;
  runs: Runs['all'];
  environment: StatisticsEnvironment;
}

/** The address under which the sessions of today are open. */
const todayAddress = '#today';

export function StatisticsPage(props: StatisticsPageProps) {
  const { signals, actions, environment } = props;
  const runs = props.runs.value;
  const { firstWeekday, goTo } = environment;
  const done = useSignal<readonly DoneCorrection[]>([]);
  const startsAt = signals.settings.value.day_starts_at;
  const zone = useZone(signals, environment);
  const localDays = useMemo(
    () => createLocalDays(environment.offsetIn(zone), startsAt),
    [environment, zone, startsAt],
  );
  // The page is drawn again when a day begins, not with every second.
  const today = useMemo(() => computed(() => localDays.dayOf(signals.now.value)), [signals, localDays]).value;
  const facts = useMemo(
    () => summariseHistory(runs ?? noRuns, localDays, today, firstWeekday),
    [runs, localDays, today, firstWeekday],
  );
  const address = environment.address.value;
  const week = useMemo(() => weekOfAddress(address, facts.range), [address, facts]);
  const reportLink = useFocusAfterReport(week !== null);
  const goal = signals.settings.value.daily_goal;
  const isEmpty = runs?.from.length === 0;
  const [openDay, openTheDay] = useState<Day | null>(address === todayAddress ? today : null);
  const sessions = useMemo(
    () => computed(() => endedSessions(signals.history.value, signals.replayed.value.sessions, rulesVersion)),
    [signals],
  );
  const tasks = useMemo(
    () => computed(() => new Map(signals.tasks.value.map((task) => [task.id, task]))),
    [signals],
  );
  const listed = { sessions, tasks, localDays, offsetAt: environment.offsetIn(zone), environment };
  // The tiles are on the screen before the thousand elements of the charts are made.
  const { afterPaint } = environment;
  const [hasCharts, draw] = useState(afterPaint === undefined);
  useEffect(() => afterPaint?.(() => draw(true)), [afterPaint]);
  return (
    <AnnouncingPage announcements={actions}>
      <main class="stats">
        <header class="stats-header">
          <h1>{i18n.t(week ? 'report.title' : 'stats.title')}</h1>
          <p class="stats-soft">{environment.formatter.day(today)}</p>
        </header>
        <BrokenBanner signals={signals} />
        {runs === null || !signals.isKnown.value ? null : week && !isEmpty ? (
          <WeekReportView {...{ facts, week, goal, startsAt, environment }} tasks={signals.tasks.value} />
        ) : (
          <>
            {isEmpty ? (
              <NoHistory
                view={signals.view.value}
                environment={environment}
                onAdd={openDay === null ? () => openTheDay(today) : null}
              />
            ) : (
              <Tiles
                {...{ facts, goal, environment, reportLink }}
                onDay={openTheDay}
                onReport={() => goTo(thisWeekAddress)}
              />
            )}
            {openDay !== null && (
              <DaySection
                {...listed}
                {...{ signals, actions, done }}
                day={openDay}
                today={today}
                onDay={openTheDay}
                onClose={() => openTheDay(null)}
              />
            )}
            {hasCharts && !isEmpty && (
              <>
                <Charts
                  facts={facts}
                  goal={goal}
                  tasks={signals.tasks.value}
                  startsAt={startsAt}
                  environment={environment}
                  onDay={openTheDay}
                />
                <FindSessions {...listed} onDay={openTheDay} />
              </>
            )}
          </>
        )}
        <NoticeBar actions={actions} />
      </main>
    </AnnouncingPage>
  );
}

/** Where the report was left, the focus is on what leads to it. */
function useFocusAfterReport(isOpen: boolean): RefObject<HTMLButtonElement | null> {
  const link = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen) link.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return link;
}

/** A laptop may be carried into another time zone while the page is open. So the zone is read with each tick. */
function useZone(signals: PageSignals, environment: StatisticsEnvironment): string {
  const [zone, setZone] = useState(() => environment.zone());
  useEffect(() => signals.now.subscribe(() => setZone(environment.zone())), [signals, environment]);
  return zone;
}
