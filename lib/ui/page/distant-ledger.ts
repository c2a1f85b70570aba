import type { CommitMessage, ReadAnswer, ReadRequest } from '../../messages/read.ts';
import type { SetAsideRow } from '../../store/ledger.ts';
import type { LedgerReader, RawReader } from '../../store/open-ledger-reader.ts';
import type { Rows, Session, Table } from '../../store/rows.ts';
import { readError } from './read-error.ts';

export type DistantReader = LedgerReader & RawReader;

export interface DistantLedgerDeps {
  /** Has the background read. */
  readThere(request: ReadRequest): Promise<ReadAnswer>;
  onCommitMessage(changed: (committed: CommitMessage) => void): () => void;
}

/** Opens the ledger of an owner, which the background reads. `changed` hears of every commit in it. */
export type OpenDistantLedger = (
  owner: string | null,
  changed: (tables: readonly Table[]) => void,
) => DistantReader;

export function createDistantLedger({ readThere, onCommitMessage }: DistantLedgerDeps): OpenDistantLedger {
  return (owner, changed) => {
    const listen = (heard: (tables: readonly Table[]) => void) =>
      onCommitMessage((committed) => {
        if (committed.owner === owner) heard(committed.tables);
      });
    const close = listen(changed);

    async function read<T>(asked: ReadRequest['read']): Promise<T> {
      const answer = await readThere({ owner, read: asked });
      if (answer.ok) return answer.value as T;
      throw readError(answer);
    }

    return {
      all: (table) => read<Rows[typeof table][]>({ type: 'all', table }),
      waitingCount: () => read({ type: 'waitingCount' }),
      setAsideRows: () => read<SetAsideRow[]>({ type: 'setAsideRows' }),
      session: (id) => read({ type: 'session', id }),
      sessionCount: () => read({ type: 'sessionCount' }),
      sessionsOf: (tasks) => read<Session[]>({ type: 'sessionsOf', tasks }),
      allOf: (store) => read({ type: 'allOf', store }),
      onCommit: (heard) => listen((tables) => heard([...tables])),
      close,
    };
  };
}
