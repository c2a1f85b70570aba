import { useId, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { SpokenText } from '../kit/spoken.tsx';
import { sessionsOfTasks } from '../../statistics/day-sessions.ts';
import type { ListedHistory } from './listed-history.ts';
import { SessionItem } from './session-item.tsx';
import { sessionTimes } from './session-times.ts';
import { sumOfSessions } from './sum-of-sessions.ts';

/** So many at a time, so that a long history does not make a long page. */
const step = 50;

/** Finds the sessions of the tasks whose title has what was typed, in all of history. */
export function FindSessions(props: ListedHistory) {
  const { localDays, offsetAt, environment, onDay } = props;
  const [query, setQuery] = useState('');
  const [most, setMost] = useState(step);
  const id = useId();
  const { formatter } = environment;
  const sought = query.trim().toLocaleLowerCase();
  // The history is listed only once somebody asks for it.
  const sessions = sought === '' ? null : props.sessions.value;
  const tasks = props.tasks.value;
  const found = useMemo(() => {
    if (sessions === null) return [];
    const ids = [...tasks.values()]
      .filter(({ title }) => title.toLocaleLowerCase().includes(sought))
      .map(({ id }) => id);
    return sessionsOfTasks(sessions, new Set(ids));
  }, [sessions, tasks, sought]);
  return (
    <section class="figure-section" aria-labelledby={id}>
      <div class="figure-head">
        <h3 id={id}>{i18n.t('stats.find')}</h3>
      </div>
      <input
        class="field"
        type="search"
        dir="auto"
        aria-labelledby={id}
        placeholder={i18n.t('stats.find_hint')}
        value={query}
        onInput={({ currentTarget }) => {
          setQuery(currentTarget.value);
          setMost(step);
        }}
      />
      <SpokenText class="stats-soft" text={sought !== '' && sumOfSessions(found, formatter)} />
      {found.length > 0 && (
        <ol class="sessions">
          {found.slice(0, most).map((session) => {
            const day = localDays.dayOf(session.from);
            return (
              <SessionItem key={session.id} session={session} tasks={tasks} formatter={formatter}>
                <button type="button" class="quiet day-link" onClick={() => onDay(day)}>
                  {formatter.date(day)}
                </button>{' '}
                {sessionTimes(session, offsetAt, formatter)}
              </SessionItem>
            );
          })}
        </ol>
      )}
      {found.length > most && (
        <button type="button" class="quiet" onClick={() => setMost(most + step)}>
          {i18n.t('stats.show_more')}
        </button>
      )}
    </section>
  );
}
