import type { Task } from '../../store/rows.ts';
import { tagsOf } from '../../tags/tags.ts';
import type { Total } from '../totals.ts';

/** The focus on all tasks with one tag. */
export interface TagTotal {
  /** Without the @. Null is the focus on what has no tag. */
  tag: string | null;
  total: Total;
}

/**
 * Gathers totals by task under the tags of the tasks. A task with two tags counts for both, so the lines may come to
 * more than the focus was. The most focus comes first, of equals the tag that is first by code unit, and what has no tag
 * last. Where nothing has a tag there are no lines.
 */
export function tagTotals(
  totals: readonly { task_id: string | null; total: Total }[],
  tasks: readonly Task[],
): TagTotal[] {
  const tagsById = new Map(tasks.map((task) => [task.id, tagsOf(task)]));
  const byTag = new Map<string | null, Total>();
  for (const { task_id, total } of totals) {
    const tags = (task_id !== null && tagsById.get(task_id)) || [];
    for (const tag of tags.length > 0 ? tags : [null]) {
      const { focus, pomodoros } = byTag.get(tag) ?? { focus: 0, pomodoros: 0 };
      byTag.set(tag, { focus: focus + total.focus, pomodoros: pomodoros + total.pomodoros });
    }
  }
  if ([...byTag.keys()].every((tag) => tag === null)) return [];
  return [...byTag].map(([tag, total]) => ({ tag, total })).sort(inOrder);
}

function inOrder(a: TagTotal, b: TagTotal): number {
  if (a.tag === null || b.tag === null) return a.tag === null ? 1 : -1;
  return b.total.focus - a.total.focus || (a.tag < b.tag ? -1 : 1);
}
