import type { Background } from '../../lib/background/background.ts';
import { dispatch, type HandlersOf } from '../../lib/engine/commands/command-map.ts';
import type { CommitMessage, ReadAnswer, ReadRequest, Reads } from '../../lib/messages/read.ts';
import type { StatusKeeper } from '../../lib/messages/status-keeper.ts';
import type { Ledger } from '../../lib/store/ledger.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import { openLedgerReader, type LedgerReader, type RawReader } from '../../lib/store/open-ledger-reader.ts';

export interface PageReadsDeps {
  status: Promise<StatusKeeper>;
  announce(committed: CommitMessage): void;
  makeId(): string;
}

/** Lets pages know which database the background writes, and reads it for those that have another one. */
export interface PageReads {
  /** Call this with every ledger that the background opens for itself. */
  show(ledger: Ledger, owner: string | null): Promise<void>;
  read(request: ReadRequest, background: Pick<Background, 'workspace' | 'answer'>): Promise<ReadAnswer>;
}

const reads: HandlersOf<Reads, Promise<unknown>, [LedgerReader & RawReader]> = {
  all: ({ table }, ledger) => ledger.all(table),
  waitingCount: (_read, ledger) => ledger.waitingCount(),
  setAsideRows: (_read, ledger) => ledger.setAsideRows(),
  session: ({ id }, ledger) => ledger.session(id),
  sessionCount: (_read, ledger) => ledger.sessionCount(),
  sessionsOf: ({ tasks }, ledger) => ledger.sessionsOf(tasks),
  allOf: ({ store }, ledger) => ledger.allOf(store),
};

export function createPageReads({ status, announce, makeId }: PageReadsDeps): PageReads {
  /** Without room for an id, pages go on to ask the background. */
  async function name(ledger: Ledger): Promise<void> {
    const store = await ledger.identify(makeId()).catch(() => null);
    await (await status).patch({ store });
  }

  return {
    async show(ledger, owner) {
      ledger.onCommit((tables) => announce({ owner, tables }));
      await name(ledger);
    },
    read: ({ owner, read }, background) =>
      background.answer<ReadAnswer>('read', async () => {
        // Somebody may have removed the database since it was opened. It is there again now, with another id.
        await name((await background.workspace()).ledger);
        const reader = openLedgerReader(ledgerName(owner));
        try {
          return { ok: true, value: await dispatch(reads, read, reader) };
        } finally {
          reader.close();
        }
      }),
  };
}
