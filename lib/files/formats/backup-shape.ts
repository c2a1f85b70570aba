import * as v from 'valibot';
import { readInstant } from '../instant.ts';

/** The shape of version 1 of a backup. Fields that are not listed here are ignored. */

const uuid = v.pipe(v.string(), v.uuid(), v.toLowerCase());

const instant = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const read = readInstant(dataset.value);
    if (read !== null) return read;
    addIssue();
    return NEVER;
  }),
);

const phase = v.picklist(['work', 'short_break', 'long_break']);
const edited = v.record(v.string(), instant);

const task = v.object({
  id: uuid,
  title: v.string(),
  description: v.nullable(v.string()),
  estimated_pomodoros: v.number(),
  created_at: instant,
  completed_at: v.nullable(instant),
  is_active: v.boolean(),
  position: v.string(),
  tags: v.exactOptional(v.string()),
  deleted_at: v.nullable(instant),
  edited,
});

const session = v.object({
  id: uuid,
  task_id: v.nullable(uuid),
  session_type: phase,
  start_time: instant,
  end_time: v.nullable(instant),
  outcome: v.picklist(['running', 'paused', 'completed', 'interrupted', 'stopped', 'skipped', 'void']),
  current_session_number: v.number(),
  active_time: v.number(),
  preset_type: v.string(),
  rules: v.number(),
  device_id: v.exactOptional(v.nullable(uuid)),
  counts: v.exactOptional(v.nullable(v.boolean())),
  deleted_at: v.exactOptional(v.nullable(instant)),
  note: v.exactOptional(v.nullable(v.string())),
  internal_interruptions: v.exactOptional(v.nullable(v.number())),
  external_interruptions: v.exactOptional(v.nullable(v.number())),
  edited: v.exactOptional(edited),
});

const checkpoint = v.object({
  id: uuid,
  session_id: uuid,
  parent_id: v.nullable(uuid),
  follows: v.nullable(uuid),
  device_id: uuid,
  checkpoint_type: v.string(),
  timestamp: instant,
  generation: v.number(),
  session_type: phase,
  task_id: v.nullable(uuid),
  round_number: v.number(),
  preset_type: v.string(),
  plan: v.object({
    work_duration: v.number(),
    short_break: v.number(),
    long_break: v.number(),
    sessions_before_long_break: v.number(),
  }),
  remaining_time: v.number(),
  added_time: v.number(),
  is_paused: v.boolean(),
  last_active: v.nullable(instant),
});

export const backupShape = v.object({
  settings: v.object({ values: v.record(v.string(), v.unknown()), edited }),
  tasks: v.array(task),
  sessions: v.array(session),
  checkpoints: v.array(checkpoint),
});
