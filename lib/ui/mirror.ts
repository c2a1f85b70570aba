import { batch, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { SetAside } from '../store/ledger.ts';
import type { Reader } from '../store/open-reader.ts';
import type { Rows, Table } from '../store/rows.ts';

/** A ledger's tables as signals, read again after every commit. */
export interface Mirror {
  rows: { [T in Table]: ReadonlySignal<readonly Rows[T][]> };
  waiting: ReadonlySignal<number>;
  aside: ReadonlySignal<readonly SetAside[]>;
  /** Whether the database could not be opened or read. */
  isBroken: ReadonlySignal<boolean>;
  /** Shows the ledger of an account from now on, and nothing of the one before; resolves once it was read. */
  turnTo(account: string | null): Promise<void>;
  /** Reads one more table from now on; resolves once it was read. */
  want(table: Table): Promise<void>;
  close(): void;
}

export function createMirror(open: (account: string | null) => Reader, tables: readonly Table[]): Mirror {
  const rows: { [T in Table]: Signal<readonly Rows[T][]> } = {
    users: signal([]),
    tasks: signal([]),
    pomodoro_sessions: signal([]),
    pomodoro_checkpoints: signal([]),
    devices: signal([]),
  };
  const waiting = signal(0);
  const aside = signal<readonly SetAside[]>([]);
  const isBroken = signal(false);
  const wanted = new Set(tables);
  const stale = new Set<Table>();
  let ledger: Reader | null = null;
  let unwatch = () => {};
  let isStale = false;
  let reading: Promise<void> | null = null;

  async function read<T extends Table>(from: Reader, table: T): Promise<() => void> {
    const found = await from.all(table);
    return () => {
      rows[table].value = found;
    };
  }

  async function readStale(): Promise<void> {
    while (isStale && ledger) {
      isStale = false;
      const from = ledger;
      const due = [...stale].filter((table) => wanted.has(table));
      stale.clear();
      try {
        const counts = Promise.all([from.waiting(), from.setAside()]);
        const puts = await Promise.all(due.map((table) => read(from, table)));
        const [left, refused] = await counts;
        if (from !== ledger) continue;
        batch(() => {
          isBroken.value = false;
          waiting.value = left;
          aside.value = refused;
          for (const put of puts) put();
        });
      } catch {
        // What could not be read is read again with the next news.
        for (const table of due) stale.add(table);
        if (from === ledger) isBroken.value = true;
      }
    }
  }

  /** One reading at a time: what changes meanwhile is read in the next round of the same one. */
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
      for (const table of Object.values(rows)) table.value = [];
    });
  }

  return {
    rows,
    waiting,
    aside,
    isBroken,
    turnTo(account) {
      leave();
      ledger = open(account);
      unwatch = ledger.watch((changed) => void refresh(changed));
      return refresh(wanted);
    },
    want(table) {
      wanted.add(table);
      return refresh([table]);
    },
    close: leave,
  };
}
