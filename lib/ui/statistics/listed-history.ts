import type { ReadonlySignal } from '@preact/signals';
import type { Day } from '../../statistics/day.ts';
import type { EndedSession } from '../../statistics/ended-sessions.ts';
import type { LocalDays, OffsetAt } from '../../statistics/local-days.ts';
import type { Task } from '../../store/rows.ts';
import type { StatisticsEnvironment } from './environment.ts';

/** What sessions are listed from. The history is put together only once somebody asks for it. */
export interface ListedHistory {
  sessions: ReadonlySignal<readonly EndedSession[]>;
  tasks: ReadonlySignal<ReadonlyMap<string, Task>>;
  localDays: LocalDays;
  offsetAt: OffsetAt;
  environment: StatisticsEnvironment;
  /** Opens a day's sessions. */
  onDay(day: Day): void;
}
