import type { Cursor, Ledger, OutboxMark } from '../store/ledger.ts';
import type { Change } from '../store/rows.ts';
import { correctLedger } from './clock/correct-unsent.ts';
import type { SyncClock } from './clock/sync-clock.ts';
import { createColumnMemory } from './column-memory.ts';
import type { Filled, Hint, Remote, RemoteFailure, SyncReply, UnreadableRow } from './remote.ts';

export interface RowTransferDeps {
  ledger: Pick<
    Ledger,
    | 'cursor'
    | 'waitingRows'
    | 'waitingCount'
    | 'acknowledge'
    | 'absorb'
    | 'restamp'
    | 'resendAll'
    | 'refetchAll'
    | 'endRefetch'
    | 'readAgain'
    | 'localValue'
    | 'setLocalValue'
  >;
  remote: Pick<Remote, 'sync'>;
  clock: Pick<SyncClock, 'now' | 'offset' | 'isTrusted' | 'read' | 'addSample'>;
  /** The ledger now holds these rows as the server stored them. Must not wait for the loop. */
  onAbsorbed(rows: Change[]): void;
}

export interface RowTransferHooks {
  isStopped(): boolean;
  /** Resolves once stopped, so that nobody waits for a reply any more. */
  stopped: Promise<null>;
  /** A call that carries so many changes is about to be made. */
  onCall(changes: number): void;
  /** Everything is about to be pulled anew, over what is here. */
  onBeginAgain(): void;
  /** What the server said of how full it is. Undefined where nothing is nearly full. */
  onFilled(filled: Filled | undefined): void;
}

export interface RowTransfer {
  /** Calls until nothing is left to send or to fetch. Returns what failed, or null. */
  run(): Promise<RemoteFailure | null>;
  /** Absorbs the rows of a hint. False where only a call can tell what is new. */
  applyHint(hint: Hint): Promise<boolean>;
}

type Pending = { change: Change; mark: OutboxMark }[];

/** How many changes one call carries at most. */
const largestBatch = 200;
/** How many calls of one run may come to nothing before the run fails. */
const mostFruitlessCalls = 5;
/** How many calls one run makes at most: two million rows. A server that has more and more never ends by itself. */
const mostCalls = 4000;

/** Moves rows between the ledger and the server. It knows nothing of what the rows mean. */
export function createRowTransfer(
  { ledger, remote, clock, onAbsorbed }: RowTransferDeps,
  { isStopped, stopped, onCall, onBeginAgain, onFilled }: RowTransferHooks,
): RowTransfer {
  let batch = largestBatch;
  /** More than this took the server too long. It stands until everything is sent. */
  let most = largestBatch;
  const columns = createColumnMemory(ledger);
  /** All that is here was read since the last time that everything was here, even if calls failed in between. */
  let isFromTheStart = false;

  /** Null where the next call must carry nothing: the clock may be wrong, or not all of the server's rows are here. */
  async function toSend(at: Cursor): Promise<Pending | null> {
    if (at.is_afresh || !clock.isTrusted()) return null;
    const pending = await ledger.waitingRows(batch);
    if (!pending.some(({ mark }) => mark.is_skewed)) return pending;
    // These were recorded after a reply had brought trust, and before the correction that it caused was committed.
    await correctLedger(ledger, clock.offset(), clock.now());
    return ledger.waitingRows(batch);
  }

  async function run(): Promise<RemoteFailure | null> {
    let fruitless = 0;
    let calls = 0;
    while (!isStopped() && fruitless < mostFruitlessCalls && calls < mostCalls) {
      calls += 1;
      const at = await ledger.cursor();
      isFromTheStart ||= at.cursor === 0;
      const pending = await toSend(at);
      onCall(pending?.length ?? 0);
      const sent = clock.read();
      const changes = pending?.map(({ change }) => change) ?? [];
      const result = await Promise.race([remote.sync(at.cursor, changes), stopped]);
      if (!result || isStopped()) break;
      if (!result.ok) {
        const failure = await lighten(pending ?? [], result.failure);
        if (failure) return failure;
        continue;
      }
      const reply = result.value;
      onFilled(reply.filled);
      columns.hear(reply.columns ?? []);
      await clock.addSample(sent, reply.server_time, (offset, now) => correctLedger(ledger, offset, now));
      if (at.epoch !== null && reply.epoch !== at.epoch) {
        fruitless += 1;
        const failure = await beginAgain(at, reply.epoch);
        if (failure) return failure;
        continue;
      }
      const isTaken = await applyReply(at, reply, pending ?? []);
      const hasMore = !isTaken || reply.more;
      if (!hasMore && (pending?.length === 0 || (await ledger.waitingCount()) === 0)) {
        most = largestBatch;
        const lacksColumns = await columns.learn(isFromTheStart);
        isFromTheStart = false;
        if (!lacksColumns) return null;
        continue;
      }
      // Nothing came, and nothing went although something waits: the clock lost its trust, or the server is at fault.
      if (reply.cursor <= at.cursor && !pending?.length) fruitless += 1;
    }
    if (isStopped()) return null;
    return { kind: 'server', detail: 'Call after call came to nothing.' };
  }

  /** False where the ledger stands at another cursor by now, so that these rows are not the next ones. */
  async function applyReply(at: Cursor, reply: SyncReply, pending: Pending): Promise<boolean> {
    const refusals = new Map(reply.rejected.map((refusal) => [`${refusal.table} ${refusal.id}`, refusal]));
    const refusalOf = ({ table, id }: OutboxMark) => refusals.get(`${table} ${id}`);
    const marks = pending.map(({ mark }) => mark);
    // The outbox comes first: the server's version of a row replaces ours only once ours no longer waits.
    await ledger.acknowledge(
      marks.filter((mark) => !refusalOf(mark)),
      marks.flatMap((mark) => {
        const refusal = refusalOf(mark);
        if (!refusal) return [];
        const { code, rule, reason } = refusal;
        return [{ mark, code, ...(rule && { rule }), reason, at: clock.now() }];
      }),
    );
    if (pending.length > 0) batch = Math.min(most, batch * 2);
    const { cursor, epoch, rows } = reply;
    // A refetch ends by itself, so that it goes on where a worker dies before that.
    const next = at.is_refetch || (at.is_afresh && reply.more) ? { ...at, cursor, epoch } : { cursor, epoch };
    const isTaken = await absorb(rows, next, at.cursor, reply.unreadable);
    if (isTaken && at.is_refetch && !reply.more) await ledger.endRefetch();
    if (isTaken) tell(rows);
    return isTaken;
  }

  async function absorb(
    rows: Change[],
    next: Cursor,
    from: number,
    unreadable?: UnreadableRow[],
  ): Promise<boolean> {
    const isTaken = !isStopped() && (await ledger.absorb(rows, next, from, unreadable));
    if (isTaken) columns.see(rows);
    return isTaken;
  }

  function tell(rows: Change[]): void {
    if (rows.length > 0) onAbsorbed(rows);
  }

  /** Makes the next call lighter where that may help. Null where it can be made at once. */
  async function lighten(pending: Pending, failure: RemoteFailure): Promise<RemoteFailure | null> {
    const { kind } = failure;
    if (kind === 'refused' && pending.length > 0) {
      await isolateRefused(pending, failure);
      return null;
    }
    if (kind !== 'slow' && kind !== 'late') return failure;
    if (pending.length > 1) batch = most = Math.floor(pending.length / 2);
    // A server that gave up can be asked for less at once. One that did not answer may be away.
    if (kind === 'slow' && pending.length > 1) return null;
    // There is nothing lighter than one change: that has to be told.
    return kind === 'slow' && pending.length === 1 ? { ...failure, kind: 'server' } : failure;
  }

  /** One bad row must not block the others: calls carry half as many rows until it is alone. Then it is set aside. */
  async function isolateRefused(pending: Pending, { detail }: RemoteFailure): Promise<void> {
    batch = Math.max(1, Math.floor(pending.length / 2));
    const [only] = pending;
    if (pending.length > 1 || !only) return;
    batch = largestBatch;
    await ledger.acknowledge([], [{ mark: only.mark, code: 'refused', reason: detail, at: clock.now() }]);
  }

  /** The server named another epoch than the ledger's. It lost its rows, or this device was away for too long. */
  async function beginAgain(at: Cursor, named: string): Promise<RemoteFailure | null> {
    let epoch = named;
    if (at.cursor > 0) {
      // To a call from the beginning the server always names its own epoch. If that is the one known here, the server
      // has lost nothing, and this device was away.
      const result = await Promise.race([remote.sync(0, []), stopped]);
      if (!result) return null;
      if (!result.ok) return result.failure;
      epoch = result.value.epoch;
    }
    if (isStopped()) return null;
    onBeginAgain();
    await (epoch === at.epoch ? ledger.refetchAll() : ledger.resendAll(epoch));
    return null;
  }

  async function applyHint({ from, to, rows }: Hint): Promise<boolean> {
    const at = await ledger.cursor();
    if (to <= at.cursor) return true;
    if (!rows || at.epoch === null || at.is_afresh) return false;
    const isTaken = await absorb(rows, { cursor: to, epoch: at.epoch }, from);
    if (isTaken) tell(rows);
    return isTaken;
  }

  return { run, applyHint };
}
