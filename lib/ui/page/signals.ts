import { batch, computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import { noContact } from '../../messages/contact.ts';
import type { Refusal } from '../../messages/answer.ts';
import type { Status } from '../../messages/status.ts';
import type { SetAsideRow } from '../../store/ledger.ts';
import type { IsWanted, LocalValues, LedgerReader } from '../../store/open-ledger-reader.ts';
import type { Device, Session, Task, User } from '../../store/rows.ts';
import { withCurrentTask } from '../../timer/current-task.ts';
import { replay, type Replay } from '../../timer/replay.ts';
import { readSettings, type Settings } from '../../timer/settings.ts';
import { viewTimer, type TimerView } from '../../timer/view.ts';
import { followContact, type ContactSource, type SeenContact } from './contact-signal.ts';
import { createLedgerSignals } from './ledger-signals.ts';
import { createPageClock } from './page-clock.ts';

/** All that a page reads. The signals keep themselves up to date. */
export interface PageSignals extends LocalValues {
  status: ReadonlySignal<Status>;
  /** How live the connection is; for pages that say so. */
  contact: ReadonlySignal<SeenContact>;
  settings: ReadonlySignal<Settings>;
  view: ReadonlySignal<TimerView>;
  replayed: ReadonlySignal<Pick<Replay, 'timer' | 'sessions'>>;
  /** Deleted ones too, with their mark. */
  tasks: ReadonlySignal<readonly Task[]>;
  devices: ReadonlySignal<readonly Device[]>;
  /** The row of whoever this is, or null where there is none yet. */
  person: ReadonlySignal<User | null>;
  /** The stored history. Empty until `followHistory` was called. */
  history: ReadonlySignal<readonly Session[]>;
  /** The history of the tasks that `followSessionsOf` was last called with. Null until it was read. */
  sessionsOfTasks: ReadonlySignal<readonly Session[] | null>;
  /** How many changes have not reached the server. */
  waiting: ReadonlySignal<number>;
  setAside: ReadonlySignal<readonly SetAsideRow[]>;
  /**
   * Whether the signals above show what the background holds. False before it was read, and while it cannot be read. A
   * page offers no act on the timer then, because nobody can see what it would change.
   */
  isKnown: ReadonlySignal<boolean>;
  /** Why nothing can be read, or null. */
  brokenBy: ReadonlySignal<Refusal | null>;
  readAgain(): Promise<void>;
  /** Corrected time in milliseconds. It changes with each second of a countdown, and with every other change. */
  now: ReadonlySignal<number>;
  /** Reads the whole history from now on. Resolves once it was read for the first time. */
  followHistory(): Promise<void>;
  /** Reads the history of these tasks from now on, which takes much less time than all of it. */
  followSessionsOf(tasks: readonly string[]): Promise<void>;
  /** The stored row of a session. Undefined where there is none, and where it cannot be read. */
  session(id: string): Promise<Session | undefined>;
  /** How many rows the history has, without reading them. Undefined where that cannot be read. */
  sessionCount(): Promise<number | undefined>;
  close(): void;
}

/** Where a page reads from. */
export interface PageSource {
  readStatus(): Promise<Status>;
  watchStatus(changed: (status: Status) => void): () => void;
  /** Left out by pages that do not say how live the connection is. */
  contact?: Omit<ContactSource, 'machineNow'>;
  /** Opens the ledger of an account. Null is the ledger of a browser in which nobody has signed in. */
  open(account: string | null, isWanted: IsWanted): LedgerReader & LocalValues;
  /** Both clocks of this machine, milliseconds. The wall clock counts from the epoch. */
  readClocks(): { wall: number; steady: number };
  /** Lets the background look at the clock, which was set. Resolves once it has. */
  clockJumped(): Promise<unknown>;
}

const unknownContact: Omit<ContactSource, 'machineNow'> = {
  readContact: () => Promise.resolve(noContact),
  watchContact: () => () => undefined,
};

/** A status that was written before an answer was sent arrives at most so long after it, milliseconds. */
const arrivesWithin = 300;

/** How often a page without a countdown looks at the clock, milliseconds. */
const idleTick = 20_000;

/** How long (milliseconds) the first paint waits for a background that has to be asked. */
const patience = 1000;

/** Resolves when everything that the first paint needs was read, or cannot be read yet. */
export async function openPageSignals(source: PageSource): Promise<PageSignals> {
  const { contact = unknownContact, readClocks } = source;
  const [firstStatus, following] = await Promise.all([
    source.readStatus(),
    // What it tells of is kept by the wall clock.
    followContact({ ...contact, machineNow: () => readClocks().wall }),
  ]);
  const status = signal(firstStatus);
  const clock = createPageClock(readClocks, () => {
    const follow = () => setTimeout(followClock, arrivesWithin);
    void source.clockJumped().then(follow, follow);
  });
  const correctedNow = () => clock.now() + status.peek().clock_offset;
  const isWanted: IsWanted = (identity) => identity === status.peek().store;
  const ledger = createLedgerSignals(
    (account) => source.open(account, isWanted),
    ['pomodoro_checkpoints', 'users', 'devices', 'tasks'],
  );
  const now = signal(correctedNow());
  const replayed = signal(replay([], now.peek()));
  const person = computed(() => ledger.rows.users.value[0] ?? null);
  const chosen = computed(() => readSettings(person.value?.pomodoro_settings ?? {}));
  const settings = computed(() => withCurrentTask(chosen.value, ledger.rows.tasks.value));
  const view = computed(() => viewTimer(replayed.value.timer, settings.value, now.value));
  let isClosed = false;
  let nextTick: ReturnType<typeof setTimeout> | undefined;

  /** Sets the signals to this instant, and comes back when the countdown's next second begins. */
  function tick() {
    clearTimeout(nextTick);
    batch(() => {
      now.value = correctedNow();
      const slot = replayed.peek().timer.slot;
      if (slot?.state !== 'running' || (slot.ends_at ?? 0) > now.peek()) return;
      replayed.value = replay(ledger.rows.pomodoro_checkpoints.peek(), now.peek());
    });
    const { state, remaining } = view.peek();
    nextTick = setTimeout(tick, state === 'running' ? remaining % 1000 || 1000 : idleTick);
  }

  function followClock() {
    if (isClosed) return;
    clock.follow();
    tick();
  }

  const stopReplaying = effect(() => {
    replayed.value = replay(ledger.rows.pomodoro_checkpoints.value, correctedNow());
    tick();
  });

  const stopWatching = source.watchStatus((changed) => {
    const hasMoved = changed.owner !== status.peek().owner;
    if (changed.clock_offset !== status.peek().clock_offset) clock.follow();
    status.value = changed;
    if (hasMoved) void ledger.switchTo(changed.owner);
    else tick();
  });

  let giveUp: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([
    ledger.switchTo(status.peek().owner),
    new Promise((waited) => {
      giveUp = setTimeout(waited, patience);
    }),
  ]);
  clearTimeout(giveUp);
  return {
    status,
    contact: following.contact,
    settings,
    view,
    replayed,
    tasks: ledger.rows.tasks,
    devices: ledger.rows.devices,
    person,
    history: ledger.rows.pomodoro_sessions,
    sessionsOfTasks: ledger.sessionsOfTasks,
    waiting: ledger.waiting,
    setAside: ledger.setAside,
    isKnown: ledger.isKnown,
    brokenBy: ledger.brokenBy,
    readAgain: ledger.readAgain,
    now,
    followHistory: () => ledger.follow('pomodoro_sessions'),
    followSessionsOf: ledger.followSessionsOf,
    session: ledger.session,
    sessionCount: ledger.sessionCount,
    localValue: ledger.localValue,
    setLocalValue: ledger.setLocalValue,
    close() {
      stopWatching();
      following.close();
      stopReplaying();
      clearTimeout(nextTick);
      isClosed = true;
      ledger.close();
    },
  };
}
