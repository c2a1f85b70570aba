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
