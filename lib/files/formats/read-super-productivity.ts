import { generateNKeysBetween } from 'fractional-indexing';
import * as v from 'valibot';
import type { Task } from '../../store/rows.ts';
import { checkShape } from '../check-shape.ts';
import type { FileRow, ReadFile } from '../file-rows.ts';
import type { ImportContext } from '../import-plan.ts';
import { lineOfJsonValue } from '../json-place.ts';
import { createSkipCounter } from '../skipped-rows.ts';
import { validateTask } from '../validate-rows.ts';
import { otherAppTask } from './other-app-task.ts';

/** A backup holds no lengths of pomodoros, so an estimate is counted in those of 25 minutes. */
const pomodoro = 25 * 60_000;
const mostEstimated = 99;

const taskShape = v.object({
  id: v.string(),
  title: v.string(),
  notes: v.nullish(v.string()),
  /** Milliseconds. */
  timeEstimate: v.nullish(v.number()),
  isDone: v.nullish(v.boolean()),
  doneOn: v.nullish(v.number()),
  created: v.number(),
  subTaskIds: v.nullish(v.array(v.string())),
  /** Milliseconds by ISO date. */
  timeSpentOnDay: v.nullish(v.record(v.string(), v.number())),
});
const statesShape = v.object({ entities: v.nullish(v.record(v.string(), taskShape)) });
const archiveShape = v.nullish(v.object({ task: v.nullish(statesShape) }));
const backupShape = v.object({
  task: statesShape,
  archiveYoung: archiveShape,
  archiveOld: archiveShape,
});
const fileShape = v.object({ data: backupShape });

/** The complete backup of version 14 and later. */
export function isSuperProductivity(value: object): boolean {
  if (!('data' in value) || !('crossModelVersion' in value)) return false;
  return typeof value.data === 'object' && value.data !== null && 'task' in value.data;
}

/**
 * Takes the tasks, subtasks and archived ones among them, with their estimates and notes. The time that was spent is
 * kept as one sum for each task and day. Nobody knows when on that day it was, so that no session can be made of it.
 */
export function readSuperProductivity(value: object, text: string, context: ImportContext): ReadFile {
  const checked = checkShape(fileShape, value, text);
  if ('refused' in checked) return checked;
  const { task, archiveYoung, archiveOld } = checked.value.data;
  const skipped = createSkipCounter();
  const rows: FileRow[] = [];
  const states = [
    { path: ['task'], entities: task.entities, isArchive: false },
    { path: ['archiveYoung', 'task'], entities: archiveYoung?.task?.entities, isArchive: true },
    { path: ['archiveOld', 'task'], entities: archiveOld?.task?.entities, isArchive: true },
  ];
  const open = Object.keys(task.entities ?? {});
  const positions = new Map(
    positionsBehind(context.stored.tasks, open.length).map((position, place) => [open[place], position]),
  );
  for (const { path, entities, isArchive } of states) {
    for (const [key, entry] of Object.entries(entities ?? {})) {
      const findLine = () => lineOfJsonValue(text, ['data', ...path, 'entities', key]);
      const isDone = isArchive || entry.isDone === true;
      const row = otherAppTask({
        id: context.deriveId(`super-productivity ${entry.id}`, 'task'),
        title: entry.title,
        description: entry.notes ?? null,
        estimate: estimateOf(entry.timeEstimate ?? 0),
        createdAt: Math.round(entry.created),
        completedAt: isDone ? Math.round(entry.doneOn ?? entry.created) : null,
        position: (isArchive ? undefined : positions.get(key)) ?? 'a0',
      });
      const validated = validateTask(row, context.now);
      if ('wrong' in validated) skipped.add(validated.wrong, findLine);
      else rows.push({ change: { table: 'tasks', row: validated.row }, findLine });
      // The time of a task with subtasks is the sum of theirs.
      if ((entry.subTaskIds ?? []).length > 0) continue;
      for (const spent of Object.values(entry.timeSpentOnDay ?? {})) {
        if (spent > 0) skipped.add('day_sum', findLine);
      }
    }
  }
  return { source: 'super-productivity', rows, skipped };
}

function estimateOf(milliseconds: number): number {
  return Math.max(1, Math.min(mostEstimated, Math.round(milliseconds / pomodoro)));
}

/** So many positions behind all stored tasks. */
function positionsBehind(stored: readonly Task[], count: number): string[] {
  const last = stored.reduce((last, { position }) => (position > last ? position : last), '');
  try {
    return generateNKeysBetween(last || null, null, count);
  } catch {
    // Another program wrote a position that is no fractional index.
    return generateNKeysBetween(null, null, count);
  }
}
