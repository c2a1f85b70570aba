import { useId, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { SpokenText } from '../kit/spoken.tsx';
import { findSessions } from '../../statistics/day-sessions.ts';
import { isSought } from '../../tags/is-sought.ts';
import type { ListedHistory } from './listed-history.ts';
import { SessionItem } from './session-item.tsx';
import { sessionTimes } from './session-times.ts';
import { sumOfSessions } from './sum-of-sessions.ts';

/** So many at a time, so that a long history does not make a long page. */
const step = 50;

/** Finds the sessions with what was typed in their note, in the title of their task or as its tag, in all of history. */
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
    const found = [...tasks.values()].filter((task) => isSought(task, sought)).map(({ id }) => id);
    const ids = new Set<string | null>(found);
    return findSessions(
      sessions,
      ({ task_id, note }) => ids.has(task_id) || (note !== null && note.toLocaleLowerCase().includes(sought)),
    );
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
