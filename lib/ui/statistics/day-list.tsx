import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { DayLine, PlacedSession } from '../../statistics/day-sessions.ts';
import type { Formatter } from '../../statistics/formatter.ts';
import type { OffsetAt } from '../../statistics/local-days.ts';
import type { Task } from '../../store/rows.ts';
import { SessionItem } from './session-item.tsx';
import { sessionTimes } from './session-times.ts';

export interface DayListProps {
  lines: readonly DayLine[];
  tasks: ReadonlyMap<string, Task>;
  offsetAt: OffsetAt;
  formatter: Formatter;
  /** What stands beside a session and below it. */
  beside?: (session: PlacedSession) => ComponentChildren;
}

/** The sessions of a day and the time between them. Nothing is drawn where there are none. */
export function DayList({ lines, tasks, offsetAt, formatter, beside }: DayListProps) {
  if (lines.length === 0) return null;
  return (
    <ol class="sessions">
      {lines.map((line, place) =>
        line.kind === 'gap' ? (
          <li key={`gap ${place}`} class="session-gap">
            {i18n.t('stats.gap', [formatter.duration(line.length)])}
          </li>
        ) : (
          <SessionItem
            key={line.session.id}
            session={line.session}
            tasks={tasks}
            formatter={formatter}
            beside={beside?.(line.session)}
          >
            {sessionTimes(line.session, offsetAt, formatter)}
          </SessionItem>
        ),
      )}
    </ol>
  );
}
