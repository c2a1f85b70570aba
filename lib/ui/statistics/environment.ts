import type { Weekday } from '../../statistics/day.ts';
import type { OffsetAt } from '../../statistics/local-days.ts';
import type { Formatter } from '../../statistics/formatter.ts';

/** What the statistics page knows of the reader and the browser that it stands in. */
export interface StatisticsEnvironment {
  formatter: Formatter;
  firstWeekday: Weekday;
  /** Name of the zone that the machine is in; it can change while the page is open. */
  zone(): string;
  /** The offsets of that zone. */
  offsetIn(zone: string): OffsetAt;
  /** Gives the reader a file. */
  save(name: string, text: string): void;
  /** Calls back once what is there is on the screen. Without it everything is drawn at once. */
  afterPaint?: (draw: () => void) => void;
  /** Opens the options page where the daily goal is set. */
  openGoal(): void;
}
