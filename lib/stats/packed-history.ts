import type { Session } from '../store/rows.ts';
import type { SessionRecord } from '../timer/timer.ts';
import { focusRuns, type FocusRun } from './focus-run.ts';

/**
 * The focus of a history in columns: ten years of rows take a browser half a second to read, their columns next to
 * nothing. What the replay still knows is kept as rows, so that it can overlay them again.
 */
export interface PackedHistory {
  /** Version of this shape. */
  shape: 1;
  /** Version of the replay's rules at the packing. */
  rules: number;
  /** Milliseconds since the epoch. */
  from: Float64Array;
  to: Float64Array;
  /** Place in `tasks`; one more than the last is no task. */
  task: Uint32Array;
  tasks: string[];
  completed: Uint8Array;
  recent: Session[];
}

export function packHistory(
  stored: readonly Session[],
  replayed: readonly SessionRecord[],
  rules: number,
): PackedHistory {
  const known = new Set(replayed.map(({ id }) => id));
  const runs = focusRuns(
    stored.filter(({ id }) => !known.has(id)),
    [],
    rules,
  );
  const tasks = [...new Set(runs.map(({ task_id }) => task_id))].filter((id) => id !== null);
  const places = new Map<string | null, number>(tasks.map((id, place) => [id, place]));
  return {
    shape: 1,
    rules,
    from: Float64Array.from(runs, ({ from }) => from),
    to: Float64Array.from(runs, ({ to }) => to),
    task: Uint32Array.from(runs, ({ task_id }) => places.get(task_id) ?? tasks.length),
    tasks,
    completed: Uint8Array.from(runs, ({ isCompleted }) => (isCompleted ? 1 : 0)),
    recent: stored.filter(({ id }) => known.has(id)),
  };
}

/** The focus sessions of a packed history and of what has been replayed since; null for one of other rules or shape. */
export function unpackHistory(
  packed: PackedHistory | undefined,
  replayed: readonly SessionRecord[],
  rules: number,
): FocusRun[] | null {
  if (packed?.shape !== 1 || packed.rules !== rules) return null;
  const { from, to, task, tasks, completed, recent } = packed;
  const runs = focusRuns(recent, replayed, rules);
  for (let place = 0; place < from.length; place += 1) {
    runs.push({
      task_id: tasks[task[place] ?? tasks.length] ?? null,
      from: from[place] ?? 0,
      to: to[place] ?? 0,
      isCompleted: completed[place] === 1,
    });
  }
  return runs;
}
