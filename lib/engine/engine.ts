import type { Ledger } from '../store/ledger.ts';
import type { Change } from '../store/rows.ts';
import type { Actor } from '../timer/act.ts';
import { dueAutoStart } from '../timer/auto-start.ts';
import type { Settings } from '../timer/settings.ts';
import type { SessionRecord } from '../timer/timer.ts';
import { viewTimer, type TimerView } from '../timer/view.ts';
import type { EngineAnswer } from './commands/answer.ts';
import type { HandlersOf } from './commands/command-map.ts';
import type { EngineCommands } from './commands/commands.ts';
import { correctSessions } from './commands/correct-sessions.ts';
import { importChanges } from './commands/import-changes.ts';
import { createRowHandlers } from './commands/row-handlers.ts';
import type { RunCommand } from './commands/run-command.ts';
import { createTimerHandlers } from './commands/timer-handlers.ts';
import { hasRoom } from './has-room.ts';
import { createHistoryKeeper } from './history/history-keeper.ts';
import { isTaken } from './history/is-taken.ts';
import type { ConflictNotice } from './notices/conflict-notice.ts';
import { createNoticeStore } from './notices/notice-store.ts';
import { createQueue } from './queue.ts';
import { findEndsWhileAway, type EndWhileAway } from './ringing/ends-while-away.ts';
import { restsSince } from './rests-since.ts';
import { createRingClaims } from './ringing/ring-claims.ts';
import { endOf, mayRing } from './ringing/ring-rules.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';

/** Brings timer, store and screen together. A worker that wakes only has to call `settle()`. */
export interface Engine {
  /**
   * Each carries out what a person asked for. Once it resolves, the result is on disk and on the badge. `id` is the
   * command's own, which the first row that it makes gets: so a command that is asked again is known by its row.
   */
  handlers(id?: string): HandlersOf<EngineCommands, Promise<EngineAnswer>>;
  /** Brings everything up to date with the ledger and the clock: begins what is due, paints, writes history, rings. */
  settle(): Promise<void>;
  /** Paints the next second or minute from the last snapshot. If the phase has ended, it settles instead. */
  tick(): Promise<void>;
  toolbarState(): Promise<ToolbarState>;
}

/** What the toolbar shows. */
export interface ToolbarState {
  view: TimerView;
  /** Title of the task that the view is about; null where it is deleted. */
  task: string | null;
  settings: Settings;
}

/** What a ring may tell. */
export interface RingState extends ToolbarState {
  /** The session that has ended. */
  ended: string;
  /** The title of its task, where it was a focus session for one that is not deleted. */
  endedTask: string | null;
  sessions: readonly SessionRecord[];
  /** Corrected time, milliseconds. */
  now: number;
}

export interface EngineDeps {
  ledger: Ledger;
  /** The account's id, or `local`. */
  owner: string;
  device: string;
  /** Corrected time, milliseconds. */
  clock: { now(): number; isTrusted(): boolean };
  ids: { make: () => string; derive: (name: string, kind: 'checkpoint' | 'session') => string };
  /** When this device's user was last active, corrected time; null where that is not known. */
  lastActive(): Promise<number | null>;
  /** Sends what was recorded, and fetches. Nobody waits for it. */
  startSync(): void;
  /** Paints badge and tooltip and sets the alarm for the next change. */
  show(state: ToolbarState, now: number): Promise<void>;
  /** Tells the person that a phase ended. */
  ring(state: RingState): Promise<void>;
  /** Gives the popup what it has to tell: what ended while the person was away, and the conflict notices. */
  tell(away: EndWhileAway | null, notices: readonly ConflictNotice[]): Promise<void>;
  /** Nothing is open: all acts and ends were before this instant of corrected time. */
  rested(since: number): void;
  /** Fetches the newest acts of other devices before a ring. Gives up by itself after a moment. */
  askOthers(): Promise<void>;
  /** Whether history may be written now: every change of the server is here, and no act waits to be sent. */
  mayWriteHistory(): Promise<boolean>;
}

/** Key of the instant until which the person knows of every end. */
const endsKnownUntil = 'told';

export function createEngine(deps: EngineDeps): Engine {
  const { ledger, owner, device, clock, ids } = deps;
  const queue = createQueue();
  const notices = createNoticeStore(ledger, device);
  const ringClaims = createRingClaims(ledger);
  const history = createHistoryKeeper({ ledger, owner, record });
  let lastRead: Snapshot | null = null;

  /** What is recorded is on its way to the server before anything is painted. */
  async function record(changes: Change[], made?: 'now' | 'before'): Promise<void> {
    await ledger.record(changes, made);
    deps.startSync();
  }

  async function read(): Promise<Snapshot> {
    lastRead = await readSnapshot(ledger, owner, clock.now());
    return lastRead;
  }

  async function stateOf({ timer, settings, now }: Snapshot): Promise<ToolbarState> {
    const view = viewTimer(timer, settings, now);
    return { view, task: await titleOf(view.task_id), settings };
  }

  async function titleOf(id: string | null): Promise<string | null> {
    const task = id === null ? undefined : await ledger.get('tasks', id);
    return task?.deleted_at === null ? task.title : null;
  }

  /** Begins the next phase if it is due to begin by itself. */
  async function beginDue(snapshot: Snapshot, lastActive: number | null): Promise<Snapshot> {
    const due = dueAutoStart(snapshot.timer, snapshot.settings, {
      now: snapshot.now,
      device,
      isClockTrusted: clock.isTrusted(),
      lastActive,
      derive: ids.derive,
    });
    // A phase that a person has taken back would be due again.
    if (!due || snapshot.sessions.some(({ id }) => id === due.session_id)) return snapshot;
    const isRecorded = await hasRoom(record([{ table: 'pomodoro_checkpoints', row: due }]));
    return isRecorded ? read() : snapshot;
  }

  const knowsEndsUntil = (instant: number): Promise<void> => ledger.setLocalValue(endsKnownUntil, instant);

  async function tell(snapshot: Snapshot, lastActive: number | null): Promise<void> {
    const knownUntil = (await ledger.localValue<number>(endsKnownUntil)) ?? 0;
    const ends = findEndsWhileAway(snapshot, { now: snapshot.now, device, lastActive, knownUntil });
    if (ends.knownUntil !== knownUntil) await knowsEndsUntil(ends.knownUntil);
    await notices.update(snapshot, (unread) => deps.tell(ends.away, unread));
  }

  /** False if other devices have to be asked first: one of them may have paused the phase that ends now. */
  async function settleNow(wereOthersAsked: boolean): Promise<boolean> {
    // Asked first and awaited beside the read: the badge waits for nothing more.
    const [couldWriteHistory, before] = await Promise.all([deps.mayWriteHistory(), read()]);
    const end = endOf(before.timer, before.sessions);
    if (end && !wereOthersAsked && !(await ringClaims.isClaimed(end))) return false;
    const lastActive = await deps.lastActive();
    const snapshot = await beginDue(before, lastActive);
    const state = await stateOf(snapshot);
    await deps.show(state, snapshot.now);
    // What was read while everything came anew lacks what other devices did.
    if (couldWriteHistory && (await deps.mayWriteHistory())) await hasRoom(history.keep(snapshot));
    await hasRoom(tell(snapshot, lastActive));
    if (end && (await ringClaims.claim(end)) && mayRing(end, { now: snapshot.now, device, lastActive })) {
      const ended = snapshot.sessions.find(({ id }) => id === end.session_id);
      const endedTask = await titleOf(ended?.session_type === 'work' ? ended.task_id : null);
      const { sessions, now } = snapshot;
      await deps.ring({ ...state, ended: end.session_id, endedTask, sessions, now });
    }
    const since = restsSince(snapshot);
    if (since !== null) deps.rested(since);
    return true;
  }

  async function settle(): Promise<void> {
    if (await queue(() => settleNow(false))) return;
    await deps.askOthers();
    await queue(() => settleNow(true));
  }

  /** Whether a worker that died before it could answer has carried out the command. */
  async function isRecorded(id: string): Promise<boolean> {
    const made = await Promise.all([ledger.get('pomodoro_checkpoints', id), ledger.get('tasks', id)]);
    return made.some((row) => row !== undefined);
  }

  function handlers(id?: string): HandlersOf<EngineCommands, Promise<EngineAnswer>> {
    let own = id;

    function makeId(): string {
      const made = own ?? ids.make();
      own = undefined;
      return made;
    }

    const actor = async (now: number): Promise<Actor> => ({
      now,
      device,
      id: makeId(),
      session: ids.make(),
      lastActive: await deps.lastActive(),
    });

    const run: RunCommand = (work) =>
      queue(async () => {
        const [snapshot, wasDone] = await Promise.all([read(), id !== undefined && isRecorded(id)]);
        const answer: EngineAnswer = wasDone ? { ok: true } : await work(snapshot);
        // A command may be refused because another device acted first.
        if (!answer.ok) deps.startSync();
        await settleNow(true);
        return answer;
      });

    /** For a command that is never refused. */
    const done = (work: (snapshot: Snapshot) => Promise<unknown>): Promise<EngineAnswer> =>
      run(async (snapshot) => {
        await work(snapshot);
        return { ok: true };
      });

    return {
      ...createTimerHandlers({
        run,
        record,
        notices,
        actor,
        knowsEndsUntil,
        hasTask: async (task) => (await ledger.get('tasks', task)) !== undefined,
        isTaken: (...span) => isTaken(ledger, ...span),
      }),
      ...createRowHandlers({ run, ledger, owner, record, makeId }),
      'correct-sessions': ({ corrections }) =>
        run((snapshot) => correctSessions({ ...ledger, record }, owner, corrections, snapshot)),
      import: ({ changes }) => run(() => importChanges({ ...ledger, record }, owner, changes)),
      erase: () => done(() => ledger.clear()),
      'dismiss-away': () => done(({ now }) => knowsEndsUntil(now)),
      'dismiss-notice': ({ id: notice }) => done(() => notices.dismiss({ id: notice })),
      'retry-aside': ({ table, id: row }) => done(() => ledger.retry(table, row).then(deps.startSync)),
      'discard-aside': ({ table, id: row }) => done(() => ledger.discard(table, row).then(deps.startSync)),
    };
  }

  return {
    handlers,
    settle,
    toolbarState: async () => stateOf(await read()),
    async tick() {
      const seen = lastRead;
      const now = clock.now();
      if (!seen || viewTimer(seen.timer, seen.settings, now).state !== 'running') return settle();
      await deps.show(await stateOf({ ...seen, now }), now);
    },
  };
}
