import type { Checkpoint } from '../../../lib/timer/checkpoint.ts';
import type { Findings, Violation } from '../findings.ts';
import { areTimesTrue, nearness, trueActs, type TrueAct } from './deeds.ts';

/** What people did last is how things stand, whatever machines had begun by themselves. */
export function checkPeopleFirst(findings: Findings): Violation[] {
  const acts = trueActs(findings);
  return [
    ...checkScreens(findings),
    ...(areTimesTrue(acts) ? [...checkChains(findings, acts), ...checkLast(findings, acts)] : []),
  ];
}

/** The screen that one acted on shows at once what one asked for. */
function checkScreens({ observer }: Findings): Violation[] {
  const wanted: Record<string, readonly string[]> = {
    start: ['running'],
    resume: ['running'],
    pause: ['paused'],
    stop: ['idle'],
  };
  return observer.deeds.flatMap(({ machine, command, answer, after }) => {
    const states = wanted[command.type];
    if (!answer?.ok || !states || !after || states.includes(after.state)) return [];
    const text = `${machine} shows ${after.state} after a ${command.type} that worked`;
    return [{ invariant: 'A person outranks the machine', text }];
  });
}

/** Nothing that went on by itself stands after a pause or stop of what it went on from. */
function checkChains({ ledgers }: Findings, acts: readonly TrueAct[]): Violation[] {
  const [first] = ledgers;
  if (!first) return [];
  const rows = first.tables.pomodoro_checkpoints;
  const begins = new Map<string, Checkpoint>();
  for (const row of rows) if (row.checkpoint_type === 'begin') begins.set(row.session_id, row);
  const vouched = vouchedFor(acts, begins);
  const standing = first.tables.pomodoro_sessions
    .filter(({ outcome }) => outcome !== 'void')
    .map(({ id }) => id);
  const shown =
    first.view.state === 'running' && first.view.session_id !== null ? [first.view.session_id] : [];
  return [...new Set([...standing, ...shown])].flatMap((id) => {
    const begin = begins.get(id);
    if (!begin || vouched.has(id)) return [];
    let root = begin.follows;
    for (let link = begin; root !== null && begins.has(root) && !vouched.has(root); root = link.follows) {
      link = begins.get(root) ?? link;
    }
    const last = acts.findLast(({ checkpoint }) => checkpoint.session_id === root);
    const type = last?.checkpoint.checkpoint_type;
    if (!last || (type !== 'pause' && type !== 'stop')) return [];
    const text = `${id} stands, though the last that anybody did to what it followed from was a ${type} on ${last.deed.machine}`;
    return [{ invariant: 'A person outranks the machine', text }];
  });
}

/** Automatic phases that somebody has acted in or gone on from, and those before them. */
function vouchedFor(acts: readonly TrueAct[], begins: ReadonlyMap<string, Checkpoint>): Set<string> {
  const vouched = new Set<string>();
  for (const { checkpoint } of acts) {
    let id = checkpoint.checkpoint_type === 'start' ? checkpoint.follows : checkpoint.session_id;
    while (id !== null && begins.has(id)) {
      vouched.add(id);
      id = begins.get(id)?.follows ?? null;
    }
  }
  return vouched;
}

/** Judges the end by the last act of all, where no other came so close that the order is open. */
function checkLast({ ledgers }: Findings, acts: readonly TrueAct[]): Violation[] {
  const [first] = ledgers;
  const last = acts.at(-1);
  const before = acts.at(-2);
  if (!first || !last || (before && last.at - before.at <= 2 * nearness)) return [];
  const { view, tables } = first;
  const complain = (text: string): Violation[] => [{ invariant: 'A person outranks the machine', text }];
  const { checkpoint_type: type, session_id: session } = last.checkpoint;
  if (type === 'pause' || type === 'stop') {
    return view.state === 'running' && view.session_id === session
      ? complain(`${session} runs after the last act of all, a ${type} on ${last.deed.machine}`)
      : [];
  }
  if (type !== 'start' && type !== 'resume') return [];
  const follows = new Map(
    tables.pomodoro_checkpoints
      .filter(({ follows }) => follows !== null)
      .map((row) => [row.session_id, row.follows]),
  );
  let root: string | null = view.session_id;
  while (root !== null && root !== session) root = follows.get(root) ?? null;
  const isThere = root === session || view.state === 'idle';
  return isThere
    ? []
    : complain(`${session} was taken up last of all, but the timer is about ${view.session_id}`);
}
