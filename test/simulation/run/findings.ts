import type { SetAsideRow } from '../../../lib/store/ledger.ts';
import type { Change, Rows } from '../../../lib/store/rows.ts';
import type { TimerView } from '../../../lib/timer/view.ts';
import type { Observer } from '../people/observer.ts';
import type { Call } from '../sql/recording.ts';
import type { Plan } from '../plan/plan.ts';

export type { Change, SetAsideRow };

/** What one machine holds and shows at the end. */
export interface MachineRecord {
  machine: string;
  tables: {
    users: Rows['users'][];
    tasks: Rows['tasks'][];
    pomodoro_checkpoints: Rows['pomodoro_checkpoints'][];
    pomodoro_sessions: Rows['pomodoro_sessions'][];
  };
  setAside: SetAsideRow[];
  waiting: number;
  view: TimerView;
  isTrusted: boolean;
  /** Its corrected clock against true time, milliseconds. */
  clockIsOff: number;
}

/** Everything that checks go by. */
export interface Findings {
  plan: Plan;
  begun: number;
  /** When the faults ended. */
  faultsEndedAt: number;
  endedAt: number;
  observer: Observer;
  /** What the visitor did and saw, who signs in on one of the machines now and then. */
  visits: Observer;
  /** Rows of one person that are where only another person's may be. */
  mixed: string[];
  ledgers: MachineRecord[];
  /** What the server holds. */
  served: Change[];
  /** All calls to the server, where it does only what the real one does. */
  calls: Call[];
  /** How often each kind of fault was injected. */
  faults: Record<string, number>;
}

export interface Violation {
  invariant: string;
  text: string;
}
