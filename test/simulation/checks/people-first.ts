import type { Checkpoint } from '../../../lib/timer/checkpoint.ts';
import { isByHand } from '../../../lib/store/session-corrections.ts';
import type { Findings, Violation } from '../run/findings.ts';
import { areTimesTrue, tolerance, trueActs, type TrueAct } from './true-acts.ts';

/** What people did last counts, whatever machines began by themselves. */
export function checkPeopleFirst(findings: Findings): Violation[] {
  const acts = trueActs(findings);
  return [
    ...checkScreens(findings),
    ...checkDrops(findings, acts),
    ...(areTimesTrue(acts) ? [...checkChains(findings, acts), ...checkLast(findings, acts)] : []),
  ];
}

/** The screen on which somebody acts shows the result at once. */
function checkScreens({ observer }: Findings): Violation[] {
  const wanted: Record<string, readonly string[]> = {
    start: ['running'],
    resume: ['running'],
    pause: ['paused'],
    stop: ['idle'],
  };
  return observer.actions.flatMap(({ machine, command, answer, after, seen }) => {
    const states = wanted[command.type];
    if (!answer?.ok || !states || !after || states.includes(after.state)) return [];
    // An old screen showed the phase as paused; it has run out since.
    const isOver = after.state === 'finished' && seen?.state === 'paused';
    if (command.type === 'resume' && isOver) return [];
    const text = `${machine} shows ${after.state} after a ${command.type} that worked`;
    return [{ invariant: 'A person outranks the machine', text }];
  });
}

/** A dropped phase is gone, unless somebody acted in it or in what followed from it. */
function checkDrops({ ledgers }: Findings, acts: readonly TrueAct[]): Violation[] {
  const [first] = ledgers;
  if (!first) return [];
  const begins = new Map(
    first.tables.pomodoro_checkpoints
      .filter(({ checkpoint_type }) => checkpoint_type === 'begin')
      .map((row) => [row.session_id, row]),
  );
  const confirmed = confirmedPhases(
    acts.filter(({ checkpoint }) => checkpoint.checkpoint_type !== 'drop'),
    begins,
  );
  return acts.flatMap(({ checkpoint: { checkpoint_type, session_id }, action }) => {
    if (checkpoint_type !== 'drop' || confirmed.has(session_id)) return [];
    const row = first.tables.pomodoro_sessions.find(({ id }) => id === session_id);
    if ((!row || row.outcome === 'void' || isByHand(row)) && first.view.session_id !== session_id) return [];
    const text = `${session_id} is there, though somebody on ${action.machine} took it back`;
    return [{ invariant: 'A person outranks the machine', text }];
  });
}

/** An automatic phase does not stand if the phase that it follows had been paused or stopped. */
function checkChains({ ledgers }: Findings, acts: readonly TrueAct[]): Violation[] {
  const [first] = ledgers;
  if (!first) return [];
  const rows = first.tables.pomodoro_checkpoints;
  const begins = new Map<string, Checkpoint>();
  for (const row of rows) if (row.checkpoint_type === 'begin') begins.set(row.session_id, row);
  const confirmed = confirmedPhases(acts, begins);
  const standing = first.tables.pomodoro_sessions
    .filter((row) => row.outcome !== 'void' && !isByHand(row))
    .map(({ id }) => id);
  const shown =
    first.view.state === 'running' && first.view.session_id !== null ? [first.view.session_id] : [];
  return [...new Set([...standing, ...shown])].flatMap((id) => {
    const begin = begins.get(id);
    if (!begin || confirmed.has(id)) return [];
    let link = begin;
    for (let before = begins.get(link.follows ?? ''); before && !confirmed.has(before.session_id);) {
      link = before;
      before = begins.get(link.follows ?? '');
    }
    const root = link.follows;
    const own = acts.filter(({ checkpoint }) => checkpoint.session_id === root);
    if (own.some(({ at }) => Math.abs(at - link.timestamp) <= tolerance)) return [];
    const last = lastEffective(own.filter(({ at }) => at < link.timestamp));
    const type = last?.checkpoint.checkpoint_type;
    if (!last || (type !== 'pause' && type !== 'stop')) return [];
    const text = `${id} stands, though what it followed from had last been left by a ${type} on ${last.action.machine}`;
    return [{ invariant: 'A person outranks the machine', text }];
  });
}

/** After a stop or skip a session cannot be paused or stopped any more, unless somebody takes it up again. */
function lastEffective(acts: readonly TrueAct[]): TrueAct | undefined {
  let last: TrueAct | undefined;
  for (const act of acts) {
    const { checkpoint_type: type } = act.checkpoint;
    const isOver = ['stop', 'skip'].includes(last?.checkpoint.checkpoint_type ?? '');
    if (!isOver || type === 'resume' || type === 'handoff') last = act;
  }
  return last;
}

/** Automatic phases in which somebody acted or from which somebody went on, and those before them. */
function confirmedPhases(acts: readonly TrueAct[], begins: ReadonlyMap<string, Checkpoint>): Set<string> {
  const confirmed = new Set<string>();
  for (const { checkpoint } of acts) {
    let id = checkpoint.checkpoint_type === 'start' ? checkpoint.follows : checkpoint.session_id;
    while (id !== null && begins.has(id)) {
      confirmed.add(id);
      id = begins.get(id)?.follows ?? null;
    }
  }
  return confirmed;
}

/** The last act of all decides what the timer shows, unless another came so close that their order is open. */
function checkLast({ ledgers }: Findings, acts: readonly TrueAct[]): Violation[] {
  const [first] = ledgers;
  const last = acts.at(-1);
  const before = acts.at(-2);
  if (!first || !last || (before && last.at - before.at <= 2 * tolerance)) return [];
  const { view, tables } = first;
  const complain = (text: string): Violation[] => [{ invariant: 'A person outranks the machine', text }];
  const { checkpoint_type: type, session_id: session } = last.checkpoint;
  if (type === 'pause' || type === 'stop') {
    if (view.state === 'running' && view.session_id === session) {
      return complain(`${session} runs after the last act of all, a ${type} on ${last.action.machine}`);
    }
    return checkPausedLast(first, acts, last);
  }
  if (type !== 'start' && type !== 'resume') return [];
  const follows = followsOf(tables.pomodoro_checkpoints);
  let root: string | null = view.session_id;
  while (root !== null && root !== session) root = follows.get(root) ?? null;
  const isThere = root === session || view.state === 'idle';
  return isThere
    ? []
    : complain(`${session} was taken up last of all, but the timer is about ${view.session_id}`);
}

/** An automatic phase that somebody paused last is there, unless somebody took up another session since. */
function checkPausedLast(
  { view, tables }: Findings['ledgers'][number],
  acts: readonly TrueAct[],
  { checkpoint, action }: TrueAct,
): Violation[] {
  const begin = tables.pomodoro_checkpoints.find(
    ({ session_id, checkpoint_type }) => session_id === checkpoint.session_id && checkpoint_type === 'begin',
  );
  const taken = acts.findLast((act) =>
    ['start', 'resume', 'handoff'].includes(act.checkpoint.checkpoint_type),
  );
  if (!begin || !taken || checkpoint.checkpoint_type !== 'pause') return [];
  if (taken.at > begin.timestamp - tolerance) return [];
  const isSkipped = acts.some(
    (act) => act.at > taken.at && ['stop', 'skip', 'drop'].includes(act.checkpoint.checkpoint_type),
  );
  const follows = followsOf(tables.pomodoro_checkpoints);
  let root: string | null = checkpoint.session_id;
  while (root !== null && root !== taken.checkpoint.session_id) root = follows.get(root) ?? null;
  if (isSkipped || root === null) return [];
  if (view.state === 'paused' && view.session_id === checkpoint.session_id) return [];
  const text = `${checkpoint.session_id} was paused last of all on ${action.machine}, but the timer shows ${view.state} ${view.session_id}`;
  return [{ invariant: 'A person outranks the machine', text }];
}

/** The session that each automatic phase follows. */
function followsOf(rows: readonly Checkpoint[]): Map<string, string | null> {
  const begins = rows.filter(({ checkpoint_type }) => checkpoint_type === 'begin');
  return new Map(begins.map((row) => [row.session_id, row.follows]));
}
