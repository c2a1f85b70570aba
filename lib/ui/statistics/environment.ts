import type { ReadonlySignal } from '@preact/signals';
import type { Answer } from '../../messages/answer.ts';
import type { Weekday } from '../../statistics/day.ts';
import type { Formatter } from '../../statistics/formatter.ts';
import type { OffsetAt } from '../../statistics/local-days.ts';

/** What the page needs of the browser that it runs in. */
export interface StatisticsEnvironment {
  formatter: Formatter;
  firstWeekday: Weekday;
  /** The name of the machine's time zone, which can change while the page is open. */
  zone(): string;
  /** The offsets of a zone. */
  offsetIn(zone: string): OffsetAt;
  /** Lets the browser save a text as a file. */
  save(name: string, text: string): void;
  /** Calls back after the next paint. Without it everything is drawn at once. */
  afterPaint?: (draw: () => void) => void;
  /** What the page's address asks for: `#today` for the sessions of today, `#week` for the report of the week. */
  address: ReadonlySignal<string>;
  /** Goes to another address of the page, from which the browser leads back. */
  goTo(address: string): void;
  copy(text: string): Promise<void>;
  print(): void;
  /** Opens the options page where the daily goal is set. */
  openGoal(): void;
  /** Opens the options page where a history can be imported. */
  openImport(): void;
  /** Starts a focus session. */
  start(): Promise<Answer>;
}
