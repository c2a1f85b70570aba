import type { Answer, Reason } from '../messages/answer.ts';
import type { Command } from '../messages/command.ts';
import type { EndWhileAway } from './ends-while-away.ts';
import type { ConflictNotice } from './notices/conflict-notice.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Session } from '../store/rows.ts';
import { discardedSessionsKey } from '../store/set-aside.ts';
import { isStorageFull } from '../store/storage-full.ts';
import { act, type Actor, type TimerCommand } from '../timer/act.ts';
import { dueAutoStart } from '../timer/auto-start.ts';
import { rulesVersion } from '../timer/replay.ts';
import type { Settings } from '../timer/settings.ts';
import type { Timer } from '../timer/timer.ts';
import { viewTimer, type TimerView } from '../timer/view.ts';
import { findEndsWhileAway } from './ends-while-away.ts';
import { slotOfInterrupted } from './notices/past-timer.ts';
import { historyChanges, openedIn } from './history.ts';
import { importChanges, type FileCommand } from './import-changes.ts';
import { createNotebook } from './notices/notice-store.ts';
import { createQueue } from './queue.ts';
import { outdatedActs } from './retention.ts';
import { endOf, mayRing, ringOf } from './ring-rules.ts';
import { editSettings, type SettingsCommand, withKeys } from './edit-settings.ts';
import { editTasks, type TaskCommand } from './edit-tasks.ts';
import { readWorld, type World } from './snapshot.ts';

/** Commands that the engine carries out; the others are about accounts and servers. */
export type EngineCommand = TimerRequest | TaskCommand | SettingsCommand | FileCommand | NoteCommand;

type NoteCommand = Extract<Command, { type: 'dismiss-away' | 'dismiss-note' }>;

type TimerRequest = Exclude<
  Extract<Command, { type: TimerCommand['type'] } | { session: string }>,
  TaskCommand | SettingsCommand
>;

/** What the toolbar shows. */
export interface Face {
  view: TimerView;
  /** Title of the task that the view is about. */
  task: string | null;
  settings: Settings;
}

export interface EngineDeps {
  ledger: Ledger;
  /** The account's id, or `local`. */
  owner: string;
  device: string;
  clock: { now(): number; isTrusted(): boolean };
  ids: { make: () => string; derive: (name: string, kind: 'checkpoint' | 'session') => string };
  lastActive(): Promise<number | null>;
  /** Paints badge and tooltip and sets the alarm for the next change. */
  show(face: Face, now: number): Promise<void>;
  /** Tells the person that a phase ended. */
  ring(face: Face): Promise<void>;
  /** Keeps for the popup what ended while the person was away, and what other devices' acts did to this screen. */
  tell(away: EndWhileAway | null, notes: readonly ConflictNotice[]): Promise<void>;
  /** Asks the other devices' last word before ringing; gives up by itself after a moment. */
  ask(): Promise<void>;
  /** Whether history may be written now: everything absorbed, nothing of the timer unsent. */
  isSettled(): Promise<boolean>;
}

/** Where the timer meets the store and the screen. Waking needs nothing but `settle()`. */
export type Engine = ReturnType<typeof createEngine>;

export function createEngine(deps: EngineDeps) {
  const { ledger, owner, device, clock, ids } = deps;
  const notebook = createNotebook(ledger, device);
  const queue = createQueue();
  let last: World | null = null;
  /** The end that was rung for without a place to note it. */
  let unwritten: string | null = null;

  const look = async (): Promise<World> => {
    last = await readWorld(ledger, owner, clock.now());
    return last;
  };

  async function actor(now: number): Promise<Actor> {
    return { now, device, id: ids.make(), session: ids.make(), lastActive: await deps.lastActive() };
  }

  async function faceOf(world: World): Promise<Face> {
    const view = viewTimer(world.timer, world.settings, world.now);
    const task = view.task_id === null ? undefined : await ledger.get('tasks', view.task_id);
    return { view, task: task?.title ?? null, settings: world.settings };
  }

  /** Begins what is due by itself, paints, writes history, rings; false where the others are to be asked before. */
  async function settleNow(mayRingUnasked: boolean): Promise<boolean> {
    let world = await look();
    const ended = endOf(world.timer, world.sessions);
    const ring = ringOf(ended);
    // A phase that just ended may have been paused elsewhere; better a second's wait than a wrong bell.
    if (!mayRingUnasked && ring !== null && ring !== (await ledger.localValue('rung'))) return false;
    const lastActive = await deps.lastActive();
    const due = dueAutoStart(world.timer, world.settings, {
      now: world.now,
      device,
      isClockTrusted: clock.isTrusted(),
      lastActive,
      derive: ids.derive,
    });
    // One that a person has taken back would be due again.
    if (due && !world.sessions.some(({ id }) => id === due.session_id)) {
      if (await hasRoom(ledger.record([{ table: 'pomodoro_checkpoints', row: due }]))) world = await look();
    }
    const face = await faceOf(world);
    await deps.show(face, world.now);
    await hasRoom(keepHistory(world));
    await hasRoom(tellNews(world, lastActive));
    if (ring !== null && ended && (await claimRing(ring))) {
      if (mayRing(ended, { now: world.now, device, lastActive })) await deps.ring(face);
    }
    return true;
  }

  async function tellNews(world: World, lastActive: number | null): Promise<void> {
    const told = (await ledger.localValue<number>('told')) ?? 0;
    const back = findEndsWhileAway(world, { now: world.now, device, lastActive, told });
    if (back.told !== told) await ledger.setLocalValue('told', back.told);
    await notebook.look(world, (notes) => deps.tell(back.away, notes));
  }

  async function keepHistory(world: World): Promise<void> {
    if (!(await deps.isSettled())) return;
    const ids = world.sessions.map(({ id }) => id);
    const [stored, discarded, since = 0] = await Promise.all([
      ledger.getMany('pomodoro_sessions', ids),
      ledger.localValue<Session[]>(discardedSessionsKey),
      ledger.localValue<number>('acts_since'),
    ]);
    // Of what was before the acts that this device let go of, others may know more.
    const known = world.sessions.filter(({ started_at }) => started_at >= since);
    const opened = openedIn(world.checkpoints);
    const changes = historyChanges(known, { stored, discarded, opened }, rulesVersion);
    if (changes.length > 0) await ledger.record(changes);
    const outdated = outdatedActs(world, world.checkpoints, world.now);
    // In a copy that stayed after signing out, acts of any age may still be wanted by the account.
    const mayGo = owner === 'local' || (await ledger.waitingCount('pomodoro_checkpoints')) === 0;
    if (outdated.length === 0 || !mayGo) return;
    const gone = new Set(outdated);
    const newest = world.checkpoints.reduce(
      (latest, { id, timestamp }) => (gone.has(id) ? Math.max(latest, timestamp) : latest),
      since,
    );
    await ledger.setLocalValue('acts_since', newest);
    await ledger.withdraw('pomodoro_checkpoints', outdated);
  }

  /** True for one caller only, even if the worker dies in between: an end is rung for at most once. */
  async function claimRing(ring: string): Promise<boolean> {
    if (ring === unwritten) return false;
    if ((await ledger.localValue<string>('rung')) === ring) return false;
    if (!(await hasRoom(ledger.setLocalValue('rung', ring)))) unwritten = ring;
    return true;
  }

  async function executeNow(command: EngineCommand): Promise<Answer> {
    const world = await look();
    switch (command.type) {
      case 'start':
      case 'pause':
      case 'resume':
      case 'skip':
      case 'stop':
      case 'handoff':
      case 'extend':
      case 'drop':
      case 'switch-back': {
        const chosen = command.type === 'start' ? command.preset : undefined;
        if (chosen !== undefined && !(chosen in world.settings.presets)) return refuse('unknown_preset');
        const settings = chosen === undefined ? world.settings : { ...world.settings, preset: chosen };
        const acted = act(timerCommand(command), timerFor(command, world), settings, await actor(world.now));
        if (!acted.ok) {
          if ('session' in command) await hasRoom(notebook.miss(command, world));
          return acted;
        }
        const choice = chosen === undefined ? [] : [withKeys(world.user, { preset: chosen }, world.now)];
        await ledger.record([{ table: 'pomodoro_checkpoints', row: acted.checkpoint }, ...choice]);
        // The act is on disk by now; what only makes the popup say less may find no room.
        if (command.type === 'drop') await hasRoom(ledger.setLocalValue('told', world.now));
        if ('session' in command) await hasRoom(notebook.dismiss({ session: command.session }));
        return { ok: true };
      }
      case 'dismiss-away':
        await ledger.setLocalValue('told', world.now);
        return { ok: true };
      case 'dismiss-note':
        await notebook.dismiss({ id: command.id });
        return { ok: true };
      case 'edit-preset':
      case 'set-preferences': {
        const edit = editSettings(command, world.user, world.now);
        if (edit.ok) await ledger.record(edit.changes);
        return edit.ok ? { ok: true } : edit;
      }
      case 'import':
        return importChanges(ledger, owner, command.changes);
      case 'erase':
        await ledger.clear();
        return { ok: true };
      default: {
        const tasks = await ledger.all('tasks');
        const edit = editTasks(command, { tasks, user: world.user, now: world.now, id: ids.make() });
        if (edit.ok) await ledger.record(edit.changes);
        return edit.ok ? { ok: true } : edit;
      }
    }
  }

  async function settle(): Promise<void> {
    if (await queue(() => settleNow(false))) return;
    await deps.ask();
    await queue(() => settleNow(true));
  }

  return {
    /** Does what a person asked for; when it resolves, it is on disk and on the badge. */
    execute: (command: EngineCommand): Promise<Answer> =>
      queue(async () => {
        const answer = await executeNow(command);
        await settleNow(true);
        return answer;
      }),

    /** Brings everything up to date with the ledger and the clock. */
    settle,

    face: (): Promise<Face> => look().then(faceOf),

    /** Paints the next second or minute from what was read last; a phase that has ended settles. */
    tick: async (): Promise<void> => {
      const seen = last;
      const now = clock.now();
      if (!seen || viewTimer(seen.timer, seen.settings, now).state !== 'running') return settle();
      await deps.show(await faceOf({ ...seen, now }), now);
    },
  };
}

/** A full disk keeps what is not asked for from being written, not from being shown and rung for. */
async function hasRoom(writing: Promise<unknown>): Promise<boolean> {
  try {
    await writing;
    return true;
  } catch (error) {
    if (isStorageFull(error)) return false;
    throw error;
  }
}

function refuse(reason: Reason): Answer {
  return { ok: false, reason };
}

/** The timer that a command is about: what was interrupted is taken up again as it was left. */
function timerFor(command: TimerRequest, { checkpoints, sessions, timer }: World): Timer {
  if (command.type !== 'switch-back') return timer;
  const left = slotOfInterrupted(
    checkpoints,
    sessions.find(({ id }) => id === command.session),
  );
  return left ? { ...timer, slot: left } : timer;
}

function timerCommand(command: TimerRequest): TimerCommand {
  if (command.type === 'switch-back') return { type: 'resume', session: command.session };
  if (command.type === 'start')
    return command.phase ? { type: 'start', phase: command.phase } : { type: 'start' };
  if (command.type === 'extend')
    return { type: 'extend', session: command.session, by: command.minutes * 60_000 };
  return command;
}
