import { batch, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Refusal } from '../../messages/answer.ts';
import { refusalOf } from './read-error.ts';
import type { SetAsideRow } from '../../store/ledger.ts';
import type { LocalValues, LedgerReader } from '../../store/open-ledger-reader.ts';
import type { Rows, Session, Table } from '../../store/rows.ts';

/** A ledger's tables as signals, read again after every commit. */
export interface LedgerSignals extends LocalValues {
  rows: { [T in Table]: ReadonlySignal<readonly Rows[T][]> };
  /** The history of the tasks last passed to `followSessionsOf`. Null until it was read. */
  sessionsOfTasks: ReadonlySignal<readonly Session[] | null>;
  waiting: ReadonlySignal<number>;
  setAside: ReadonlySignal<readonly SetAsideRow[]>;
  /** Whether what stands in the other signals was read, and the last reading went well. */
  isKnown: ReadonlySignal<boolean>;
  /** Why the last reading failed. Null where it went well, and before the first one. */
  brokenBy: ReadonlySignal<Refusal | null>;
  /** Reads everything again. */
  readAgain(): Promise<void>;
  /** Reads the ledger of another account from now on, and forgets the one before. Resolves once it was read. */
  switchTo(account: string | null): Promise<void>;
  /** Reads one more table from now on. Resolves once it was read. */
  follow(table: Table): Promise<void>;
  followSessionsOf(tasks: readonly string[]): Promise<void>;
  /** The stored row of a session. Undefined where there is none, and where it cannot be read. */
  session(id: string): Promise<Session | undefined>;
  /** How many rows the history has. Undefined where that cannot be read. */
  sessionCount(): Promise<number | undefined>;
  close(): void;
}

export function createLedgerSignals(
  open: (account: string | null) => LedgerReader & LocalValues,
  tables: readonly Table[],
): LedgerSignals {
  const rows: { [T in Table]: Signal<readonly Rows[T][]> } = {
    users: signal([]),
    tasks: signal([]),
    pomodoro_sessions: signal([]),
    pomodoro_checkpoints: signal([]),
    devices: signal([]),
  };
  const sessionsOfTasks = signal<readonly Session[] | null>(null);
  const waiting = signal(0);
  const setAside = signal<readonly SetAsideRow[]>([]);
  const isKnown = signal(false);
  const brokenBy = signal<Refusal | null>(null);
  const followed = new Set(tables);
  const stale = new Set<Table>();
  let asked: readonly string[] | null = null;
  let ledger: (LedgerReader & LocalValues) | null = null;
  let unwatch = () => {};
  let isStale = false;
  let reading: Promise<void> | null = null;

  async function read<T extends Table>(from: LedgerReader, table: T): Promise<() => void> {
    const found = await from.all(table);
    return () => {
      rows[table].value = found;
    };
  }

  async function readSessionsOf(from: LedgerReader, tasks: readonly string[]): Promise<() => void> {
    const found = await from.sessionsOf(tasks);
    return () => {
      sessionsOfTasks.value = found;
    };
  }

  async function readStale(): Promise<void> {
    while (isStale && ledger) {
      isStale = false;
      const from = ledger;
      const changed = [...stale];
      const due = changed.filter((table) => followed.has(table));
      stale.clear();
      try {
        const counts = Promise.all([from.waitingCount(), from.setAsideRows()]);
        const reads = due.map((table) => read(from, table));
        if (asked && changed.includes('pomodoro_sessions')) reads.push(readSessionsOf(from, asked));
        const puts = await Promise.all(reads);
        const [left, refused] = await counts;
        if (from !== ledger) continue;
        batch(() => {
          isKnown.value = true;
          brokenBy.value = null;
          waiting.value = left;
          setAside.value = refused;
          for (const put of puts) put();
        });
      } catch (error) {
        // What could not be read is read again after the next commit.
        for (const table of changed) stale.add(table);
        if (from !== ledger) continue;
        batch(() => {
          isKnown.value = false;
          brokenBy.value = refusalOf(error);
        });
      }
    }
  }

  /** Reads once at a time. What changes meanwhile is read in the next turn of the loop. */
  function refresh(changed: Iterable<Table>): Promise<void> {
    isStale = true;
    for (const table of changed) stale.add(table);
    reading ??= readStale().finally(() => {
      reading = null;
    });
    return reading;
  }

  function leave() {
    unwatch();
    ledger?.close();
    ledger = null;
    batch(() => {
      isKnown.value = false;
      brokenBy.value = null;
      for (const table of Object.values(rows)) table.value = [];
      sessionsOfTasks.value = null;
    });
  }

  return {
    rows,
    sessionsOfTasks,
    waiting,
    setAside,
    isKnown,
    brokenBy,
    readAgain: () => refresh([...followed, 'pomodoro_sessions']),
    switchTo(account) {
      leave();
      ledger = open(account);
      unwatch = ledger.onCommit((changed) => void refresh(changed));
      return refresh([...followed, 'pomodoro_sessions']);
    },
    follow(table) {
      followed.add(table);
      return refresh([table]);
    },
    followSessionsOf(tasks) {
      asked = tasks;
      return refresh(['pomodoro_sessions']);
    },
    session: async (id) => ledger?.session(id).catch(() => undefined),
    sessionCount: async () => ledger?.sessionCount().catch(() => undefined),
    // A page can do without these values, so a failure is not worth a message.
    localValue: async <T>(key: string) => ledger?.localValue<T>(key).catch(() => undefined),
    setLocalValue: async (key, value) => ledger?.setLocalValue(key, value).catch(() => undefined),
    close: leave,
  };
}
