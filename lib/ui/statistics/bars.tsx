import './bars.css';
import { i18n } from '#i18n';
import { axisTicks } from '../../statistics/charts/axis-ticks.ts';
import type { Formatter } from '../../statistics/formatter.ts';

export interface Bar {
  key: number;
  /** Milliseconds. */
  focus: number;
  /** What it is compared with, which stands beside it as an outline. Milliseconds. */
  before?: number;
  label: string;
  /** A second line under the label. */
  sublabel?: string;
  /** Left out where there is little room. */
  isMinor?: boolean;
  isToday?: boolean;
  /** Shown when pointed at. */
  title: string;
}

export interface BarsProps {
  bars: readonly Bar[];
  /** Milliseconds; 0 is none. */
  goal: number;
  /** What the chart shows, for people who do not see it. */
  label: string;
  formatter: Formatter;
  /** A click on a bar, by its key. Whoever has no mouse gets there by what the page offers elsewhere. */
  onPress?: (key: number) => void;
}

/** Bars with lines at round times and at the goal. They are plain boxes, which fit any zoom and direction. */
export function Bars({ bars, goal, label, formatter, onPress }: BarsProps) {
  const ticks = axisTicks(Math.max(goal, ...bars.flatMap(({ focus, before = 0 }) => [focus, before])));
  const top = ticks.at(-1) ?? 1;
  const share = (part: number) => `${(part / top) * 100}%`;
  return (
    <div class="bars" role="img" aria-label={label} data-count={bars.length > 7 ? 'many' : 'few'}>
      <div class="bars-field" aria-hidden="true">
        {[0, ...ticks].map((tick) => (
          <div key={tick} class="bars-line" style={{ insetBlockEnd: share(tick) }}>
            <span>{formatter.shortDuration(tick)}</span>
          </div>
        ))}
        <div class="bars-columns">
          {bars.map(({ key, focus, before = 0, title }) => (
            <div key={key} class="bars-column" title={title} onClick={() => onPress?.(key)}>
              {before > 0 && <div class="bar-before" style={{ blockSize: `max(3px, ${share(before)})` }} />}
              {focus > 0 && (
                <div
                  class="bar"
                  data-short={goal > 0 && focus < goal}
                  style={{ blockSize: `max(2px, ${share(focus)})` }}
                />
              )}
            </div>
          ))}
        </div>
        {goal > 0 && (
          <div class="bars-goal" style={{ insetBlockEnd: share(goal) }}>
            <span>{i18n.t('stats.goal_line', [formatter.shortDuration(goal)])}</span>
          </div>
        )}
      </div>
      <div class="bars-labels" aria-hidden="true">
        {bars.map(({ key, label, sublabel, isMinor = false, isToday = false }) => (
          <div key={key} data-minor={isMinor} data-today={isToday}>
            {label}
            {sublabel && <div>{sublabel}</div>}
          </div>
        ))}
      </div>
    </div>
  );
}
