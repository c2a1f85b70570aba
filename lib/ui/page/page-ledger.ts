import type { IsWanted, LedgerReader, LocalValues, RawReader } from '../../store/open-ledger-reader.ts';
import type { Table } from '../../store/rows.ts';
import type { DistantReader, OpenDistantLedger } from './distant-ledger.ts';

type FullReader = LedgerReader & LocalValues & RawReader;

export interface PageLedgerDeps {
  /** Opens the database that this page finds under the owner's name, which need not be the background's. */
  openHere(owner: string | null, isWanted: IsWanted): FullReader;
  /** Loads what reads through the background. Most pages never need it. */
  loadDistant(): Promise<OpenDistantLedger>;
}

/** Opens the ledger of an owner for this page. `isWanted` knows the id of the database that the background writes. */
export type OpenPageLedger = (owner: string | null, isWanted: IsWanted) => FullReader;

/**
 * A page of a private window or of a container has another database than the background, or none. So a page reads only
 * a database with the id that the background has named. Whatever else it would find, it asks the background for.
 */
export function createPageLedger({ openHere, loadDistant }: PageLedgerDeps): OpenPageLedger {
  return (owner, isWanted) => {
    const here = openHere(owner, isWanted);
    const listeners = new Set<(tables: Table[]) => void>();
    let distant: Promise<DistantReader> | null = null;
    let isHere = false;
    let isClosed = false;

    /** Where the broadcast of the commits is heard, it has said so already. */
    function heardFromAfar(tables: readonly Table[]): void {
      if (!isHere) for (const changed of listeners) changed([...tables]);
    }

    async function read<T>(from: (reader: LedgerReader & RawReader) => Promise<T>): Promise<T> {
      try {
        const value = await from(here);
        isHere = true;
        return value;
      } catch (error) {
        if (isClosed) throw error;
        isHere = false;
      }
      distant ??= loadDistant().then((open) => open(owner, heardFromAfar));
      return from(await distant);
    }

    return {
      all: (table) => read((reader) => reader.all(table)),
      waitingCount: () => read((reader) => reader.waitingCount()),
      setAsideRows: () => read((reader) => reader.setAsideRows()),
      session: (id) => read((reader) => reader.session(id)),
      sessionCount: () => read((reader) => reader.sessionCount()),
      sessionsOf: (tasks) => read((reader) => reader.sessionsOf(tasks)),
      allOf: (store) => read((reader) => reader.allOf(store)),
      // What a page keeps for the next one is no more than a help. Elsewhere it does without.
      localValue: here.localValue,
      setLocalValue: here.setLocalValue,
      onCommit(changed) {
        const stop = here.onCommit(changed);
        listeners.add(changed);
        return () => {
          stop();
          listeners.delete(changed);
        };
      },
      close() {
        isClosed = true;
        here.close();
        void distant?.then((reader) => reader.close());
      },
    };
  };
}
