import './time-line.css';
import { i18n } from '#i18n';
import type { PlacedSession } from '../../statistics/day-sessions.ts';
import type { Formatter } from '../../statistics/formatter.ts';
import { hourLength, type OffsetAt } from '../../statistics/local-days.ts';

export interface TimeLineProps {
  /** At least one. */
  sessions: readonly PlacedSession[];
  label: string;
  offsetAt: OffsetAt;
  formatter: Formatter;
}

/** No shorter part of a day is drawn, so that two sessions do not look like a whole day. Hours. */
const leastHours = 6;

/** The sessions of a day as boxes on a line of hours. The list below it says the same in words. */
export function TimeLine({ sessions, label, offsetAt, formatter }: TimeLineProps) {
  const first = Math.min(...sessions.map(({ from }) => from));
  const last = Math.max(...sessions.map(({ to }) => to));
  // Whole hours as clocks show them at the first session.
  const shift = offsetAt(first);
  const start = Math.floor((first + shift) / hourLength) * hourLength - shift;
  const hours = Math.max(leastHours, Math.ceil((last - start) / hourLength));
  const share = (length: number) => `${(length / (hours * hourLength)) * 100}%`;
  const every = hours > 12 ? 3 : hours > 6 ? 2 : 1;
  const marks = Array.from({ length: Math.floor(hours / every) + 1 }, (_, place) => place * every);
  return (
    <div class="time-line" role="img" aria-label={i18n.t('stats.cell', [i18n.t('stats.time_line'), label])}>
      <div class="time-line-field" aria-hidden="true">
        {marks.map((mark) => (
          <div key={mark} class="time-line-mark" style={{ insetInlineStart: share(mark * hourLength) }}>
            {mark < hours && <span>{formatter.hour(hourOf(start + mark * hourLength, offsetAt))}</span>}
          </div>
        ))}
        {sessions.map(({ id, phase, from, to }) => (
          <div
            key={id}
            class="time-line-box"
            data-phase={phase}
            style={{ insetInlineStart: share(from - start), inlineSize: `max(2px, ${share(to - from)})` }}
          />
        ))}
      </div>
    </div>
  );
}

function hourOf(instant: number, offsetAt: OffsetAt): number {
  return ((Math.floor((instant + offsetAt(instant)) / hourLength) % 24) + 24) % 24;
}
