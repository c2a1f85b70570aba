import type { Change } from '../../store/rows.ts';
import { act, type ActResult, type Actor, type TimerCommand } from '../../timer/act.ts';
import { actOf, type Checkpoint, type Interruption } from '../../timer/checkpoint.ts';
import { replay } from '../../timer/replay.ts';
import type { Timer } from '../../timer/timer.ts';
import { hasRoom } from '../has-room.ts';
import type { NoticeStore } from '../notices/notice-store.ts';
import { slotOfInterrupted, wasPausedBefore } from '../notices/past-timer.ts';
import type { Snapshot } from '../snapshot.ts';
import type { EngineAnswer } from './answer.ts';
import type { HandlersOf } from './command-map.ts';
import type { TimerCommands } from './commands.ts';
import { withKeys } from './edit-settings.ts';
import type { RunCommand } from './run-command.ts';
import { actAt } from './act-at.ts';

export interface TimerHandlersDeps {
  run: RunCommand;
  record(changes: Change[]): Promise<void>;
  notices: NoticeStore;
  hasTask(id: string): Promise<boolean>;
  /** Whether the history has another session in this time. */
  isTaken(session: string, from: number, to: number): Promise<boolean>;
  /** Who acts at this instant, with new ids. */
  actor(now: number): Promise<Actor>;
  /** Writes down that the person knows of every end until this instant. */
  knowsEndsUntil(now: number): Promise<void>;
}

/** A command on the session that was on the screen. */
type SeenCommand = Exclude<TimerCommand, { type: Interruption | 'uncount' }> & { session: string };

/** The commands on the timer. Each becomes one checkpoint, or is refused. */
export function createTimerHandlers(
  deps: TimerHandlersDeps,
): HandlersOf<TimerCommands, Promise<EngineAnswer>> {
  const { run, record, notices, actor } = deps;

  /** Writes down what an act became, and what belongs to it. What was refused writes nothing. */
  async function recordAct(acted: ActResult, beside: Change[] = []): Promise<EngineAnswer> {
    if (!acted.ok) return acted;
    await record([{ table: 'pomodoro_checkpoints', row: acted.checkpoint }, ...beside]);
    return { ok: true };
  }

  /** What a command on the session that the person saw becomes. Where the screen was behind, the popup says so. */
  async function actSeen(
    command: SeenCommand,
    snapshot: Snapshot,
    asked: keyof TimerCommands = command.type,
    timer = snapshot.timer,
  ): Promise<ActResult> {
    const acted = act(command, timer, snapshot.settings, await actor(snapshot.now));
    if (!acted.ok) await hasRoom(notices.refused({ type: asked, session: command.session }, snapshot));
    return acted;
  }

  /**
   * Acts on the session that the person saw. `asked` is the command as they gave it, `timerFor` the timer to act on.
   */
  const actOn = (
    command: SeenCommand,
    asked: keyof TimerCommands = command.type,
    timerFor: (snapshot: Snapshot) => Timer = ({ timer }) => timer,
  ): Promise<EngineAnswer> =>
    run(async (snapshot) => {
      const { session } = command;
      const answer = await recordAct(await actSeen(command, snapshot, asked, timerFor(snapshot)));
      if (!answer.ok) return answer;
      // The act is on disk by now. What follows only takes notices off the popup, so it may find no room.
      if (command.type === 'drop') await hasRoom(deps.knowsEndsUntil(snapshot.now));
      await hasRoom(notices.dismiss({ session }));
      return answer;
    });

  /** What began by itself after the session goes with the act that ended it. */
  async function reopen(session: string, snapshot: Snapshot): Promise<EngineAnswer> {
    const { checkpoints, sessions, settings, now } = snapshot;
    const ended = sessions.find(({ id }) => id === session);
    const followed = checkpoints.find((one) => one.checkpoint_type === 'begin' && one.follows === session);
    const command = { type: 'reopen', session, isPaused: wasPausedBefore(checkpoints, ended) } as const;
    const made: Checkpoint[] = [];
    let { timer } = snapshot;
    if (followed && timer.slot && timer.slot.unattended > 0) {
      const dropped = act({ type: 'drop', session: followed.session_id }, timer, settings, await actor(now));
      if (dropped.ok) made.push(dropped.checkpoint);
      timer = replay([...checkpoints, ...made], now).timer;
    }
    const acted = act(command, timer, settings, await actor(now));
    if (!acted.ok) {
      await hasRoom(notices.refused({ type: 'resume', session }, snapshot));
      return acted;
    }
    made.push(acted.checkpoint);
    await record(made.map((row) => ({ table: 'pomodoro_checkpoints' as const, row })));
    await hasRoom(notices.dismiss({ session }));
    return { ok: true };
  }

  /** Of the two, the task of the session is refused where the session has ended: then nothing is chosen either. */
  async function retask(
    { session, task, current }: TimerCommands['retask'],
    snapshot: Snapshot,
  ): Promise<EngineAnswer> {
    const { user, now } = snapshot;
    for (const id of [task, current]) {
      if (typeof id === 'string' && !(await deps.hasTask(id))) return { ok: false, reason: 'unknown_task' };
    }
    const acted = await actSeen({ type: 'retask', session, task }, snapshot);
    const choice = current === undefined ? [] : [withKeys(user, { current_task: current }, now)];
    const answer = await recordAct(acted, choice);
    if (answer.ok) await hasRoom(notices.dismiss({ session }));
    return answer;
  }

  async function count(
    { session, kind }: TimerCommands['interruption'],
    { timer, settings, now }: Snapshot,
  ): Promise<EngineAnswer> {
    return recordAct(act({ type: kind, session }, timer, settings, await actor(now)));
  }

  /** The clock does not notice, so it can be taken back after the end as well. */
  async function takeBack(
    { session, kind }: TimerCommands['take-back-interruption'],
    { checkpoints, timer, settings, now }: Snapshot,
  ): Promise<EngineAnswer> {
    const by = await actor(now);
    const counted = lastInterruption(checkpoints, { session, kind, device: by.device });
    if (counted === null) return { ok: false, reason: 'nothing_counted' };
    return recordAct(act({ type: 'uncount', session, counted }, timer, settings, by));
  }

  async function backdate(
    command: TimerCommands['backdate'] & { type: 'backdate' },
    snapshot: Snapshot,
  ): Promise<EngineAnswer> {
    const { timer, now } = snapshot;
    const acted = await actSeen(command, snapshot);
    if (!acted.ok) return acted;
    // The history may know of sessions whose acts are gone, or that somebody added by hand.
    const before = timer.slot?.started_at ?? now;
    if (await deps.isTaken(command.session, command.start, before))
      return { ok: false, reason: 'start_taken' };
    return recordAct(acted);
  }

  async function stopAt(
    { session, at }: TimerCommands['stop-at'],
    snapshot: Snapshot,
  ): Promise<EngineAnswer> {
    const { slot } = snapshot.timer;
    if (slot?.session_id !== session) return { ok: false, reason: 'another_session' };
    // An act of a person since then would lose its effect, and it shows that somebody was there.
    if (!(at >= slot.last_act_at && at <= snapshot.now)) return { ok: false, reason: 'bad_instant' };
    const then = snapshot.sessions.find(
      ({ outcome, started_at, ended_at }) =>
        outcome !== 'void' && started_at <= at && at < (ended_at ?? Infinity),
    );
    if (!then) return { ok: false, reason: 'bad_instant' };
    const answer = await recordAct(actAt({ type: 'stop', session: then.id }, snapshot, await actor(at)));
    if (!answer.ok) return answer;
    await hasRoom(deps.knowsEndsUntil(snapshot.now));
    await hasRoom(notices.dismiss({ session: then.id }));
    return answer;
  }

  /** Takes a stop at a past instant back at that instant, so that what followed it then follows again. */
  async function undoStopAt(session: string, snapshot: Snapshot): Promise<EngineAnswer> {
    const { checkpoints, sessions, timer } = snapshot;
    const { slot } = timer;
    if (slot?.session_id !== session || slot.state !== 'stopped' || slot.ends_at === null) {
      return { ok: false, reason: 'another_session' };
    }
    const isPaused = wasPausedBefore(
      checkpoints,
      sessions.find(({ id }) => id === session),
    );
    return recordAct(actAt({ type: 'reopen', session, isPaused }, snapshot, await actor(slot.ends_at)));
  }

  return {
    start: ({ phase, preset, session }) =>
      run(async ({ timer, settings, user, now }) => {
        if (preset !== undefined && !(preset in settings.presets)) {
          return { ok: false, reason: 'unknown_preset' };
        }
        const chosen = preset === undefined ? settings : { ...settings, preset };
        const command = { type: 'start', ...(phase && { phase }), ...(session && { session }) } as const;
        const acted = act(command, timer, chosen, await actor(now));
        return recordAct(acted, preset === undefined ? [] : [withKeys(user, { preset }, now)]);
      }),
    pause: (command) => actOn(command),
    resume: (command) => actOn(command),
    skip: (command) => actOn(command),
    stop: (command) => actOn(command),
    handoff: (command) => actOn(command),
    drop: (command) => actOn(command),
    interruption: (command) => run((snapshot) => count(command, snapshot)),
    'take-back-interruption': (command) => run((snapshot) => takeBack(command, snapshot)),
    retask: (command) => run((snapshot) => retask(command, snapshot)),
    extend: ({ session, minutes }) => actOn({ type: 'extend', session, by: minutes * 60_000 }),
    backdate: (command) => run((snapshot) => backdate(command, snapshot)),
    'stop-at': (command) => run((snapshot) => stopAt(command, snapshot)),
    reopen: ({ session, wasPast }) => run((snapshot) => (wasPast ? undoStopAt : reopen)(session, snapshot)),
    // It resumes the interrupted session as it was left.
    'switch-back': ({ type, session }) => actOn({ type: 'resume', session }, type, asLeft(session)),
  };
}

/** The newest interruption that was counted on this device and not taken back. */
function lastInterruption(
  checkpoints: readonly Checkpoint[],
  { session, kind, device }: { session: string; kind: Interruption; device: string },
): string | null {
  const taken = new Set(
    checkpoints.filter((one) => actOf(one) === 'uncount').map(({ parent_id }) => parent_id),
  );
  const own = checkpoints.filter(
    (one) =>
      one.session_id === session && one.device_id === device && actOf(one) === kind && !taken.has(one.id),
  );
  return own.toSorted((a, b) => b.generation - a.generation)[0]?.id ?? null;
}

/** The timer with the session back in its slot, paused as it was when another one replaced it. */
function asLeft(session: string): (snapshot: Snapshot) => Timer {
  return ({ checkpoints, sessions, timer }) => {
    const record = sessions.find(({ id }) => id === session);
    const slot = slotOfInterrupted(checkpoints, record);
    return slot ? { ...timer, slot } : timer;
  };
}
