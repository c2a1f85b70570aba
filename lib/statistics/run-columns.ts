import type { FocusRun } from './focus-run.ts';

/** Focus runs in columns: ten years of them can be summed and stored without an object for each. */
export interface RunColumns {
  /** Milliseconds since the epoch. `to - from` is how long a session ran. */
  from: Float64Array;
  to: Float64Array;
  /** The place of the task in `tasks`. */
  task: Uint32Array;
  tasks: (string | null)[];
  /** 1 if the session ran to its end, which makes it a pomodoro, else 0. */
  completed: Uint8Array;
}

export const noRuns: RunColumns = {
  from: new Float64Array(),
  to: new Float64Array(),
  task: new Uint32Array(),
  tasks: [],
  completed: new Uint8Array(),
};

export function appendRuns(columns: RunColumns, runs: readonly FocusRun[]): RunColumns {
  const { length } = columns.from;
  const total = length + runs.length;
  const places = new Map(columns.tasks.map((id, place) => [id, place]));
  const next = {
    from: new Float64Array(total),
    to: new Float64Array(total),
    task: new Uint32Array(total),
    tasks: [...columns.tasks],
    completed: new Uint8Array(total),
  };
  next.from.set(columns.from);
  next.to.set(columns.to);
  next.task.set(columns.task);
  next.completed.set(columns.completed);
  runs.forEach(({ from, to, task_id, isCompleted }, place) => {
    let task = places.get(task_id);
    if (task === undefined) {
      task = next.tasks.push(task_id) - 1;
      places.set(task_id, task);
    }
    next.from[length + place] = from;
    next.to[length + place] = to;
    next.task[length + place] = task;
    next.completed[length + place] = isCompleted ? 1 : 0;
  });
  return next;
}

/**
 * The runs with each minute in one of them only. What two devices corrected apart may overlap: then the run that began
 * first has the minute, and the other one what is left. Each stays a pomodoro if it was one.
 */
export function countOnce(runs: RunColumns): RunColumns {
  const { from, to } = runs;
  const order = inOrder(from);
  const left = from.slice();
  let until = Number.NEGATIVE_INFINITY;
  let overlaps = false;
  for (const place of order) {
    const [start, end] = [from[place] ?? 0, to[place] ?? 0];
    if (start < until) {
      left[place] = Math.min(end, until);
      overlaps = true;
    }
    until = Math.max(until, end);
  }
  return overlaps ? { ...runs, from: left } : runs;
}

/** The places of the runs by their beginnings. A history is nearly always in order already. */
function inOrder(from: Float64Array): Uint32Array {
  const places = Uint32Array.from(from, (_, place) => place);
  const isSorted = from.every((start, place) => place === 0 || (from[place - 1] ?? 0) <= start);
  return isSorted ? places : places.sort((a, b) => (from[a] ?? 0) - (from[b] ?? 0) || a - b);
}
