import type { Correction } from '../../corrections/correction.ts';
import type { Change, Table } from '../../store/rows.ts';
import type { Retag } from '../../tags/retag.ts';
import type { Interruption, Phase } from '../../timer/checkpoint.ts';
import type { Preferences, Preset } from '../../timer/settings.ts';
import type { CommandOf } from './command-map.ts';

/** Commands on the timer. A command on a session names the session that the person saw. */
export interface TimerCommands {
  /** `session` is the open session whose place it takes. Without it the person saw none. */
  start: { phase?: Phase; preset?: string; session?: string };
  pause: { session: string };
  resume: { session: string };
  skip: { session: string };
  stop: { session: string };
  handoff: { session: string };
  extend: { session: string; minutes: number };
  /** Gives the open focus session another task, or none. `current` becomes the current task at the same time. */
  retask: { session: string; task: string | null; current?: string | null };
  /** Counts an interruption of the open focus session. */
  interruption: { session: string; kind: Interruption };
  /** Takes back the last interruption of this kind that was counted here. */
  'take-back-interruption': { session: string; kind: Interruption };
  /** The open focus session began at `start` already. */
  backdate: { session: string; start: number };
  /** What was on the timer at that instant ended there: nobody was at it since. `session` is the one in the slot now. */
  'stop-at': { session: string; at: number };
  /** Takes back a phase that began by itself, and what followed it. */
  drop: { session: string };
  /**
   * Takes back the stop or the skip that ended this session: it goes on as it was before. With `wasPast` the stop was one
   * of a past instant, and is taken back as if it had never been.
   */
  reopen: { session: string; wasPast?: true };
  /** Continues a session that another one replaced. */
  'switch-back': { session: string };
}

export interface TaskCommands {
  'add-task': { title: string; estimate: number; tags?: string[] };
  'edit-task': {
    id: string;
    title?: string;
    description?: string | null;
    estimate?: number;
    tags?: string[];
  };
  /** Gives many tasks other tags. A task whose tags are not those in `from` is left alone. */
  'set-tags': { tasks: Retag[] };
  /** Makes it the current task. With null there is none. */
  'choose-task': { id: string | null };
  /** `wasCurrent` takes back what was done to the current task: it is the current one again. */
  'complete-task': { id: string; done: boolean; wasCurrent?: boolean };
  'delete-task': { id: string; deleted: boolean; wasCurrent?: boolean };
  /** Moves a task behind `after`, or to the top if `after` is null. */
  'move-task': { id: string; after: string | null };
}

export interface SettingsCommands {
  /** Null deletes the preset, which has to be one that the person made. */
  'edit-preset': { key: string; preset: Preset | null };
  'set-preferences': { preferences: Partial<Preferences> };
}

export interface SessionCommands {
  /**
   * Puts right what the history says of sessions that have ended: all of the corrections, or none. Every correction of a
   * person is such a list: `invertCorrections` makes the one that takes it back.
   */
  'correct-sessions': { corrections: Correction[] };
}

export interface FileCommands {
  /** Records what the preview of a file showed, all or nothing. Newer rows that are here by now stay. */
  import: { changes: Change[] };
  /** Empties this browser's database. Nothing is sent to a server. */
  erase: object;
}

/** The person has read something. */
export interface NoticeCommands {
  /** The notice of what ended while they were away. */
  'dismiss-away': object;
  /** A conflict notice. */
  'dismiss-notice': { id: string };
}

/** For a row that the server refused: it is sent again, or given up. */
export interface SetAsideCommands {
  'retry-aside': { table: Table; id: string };
  'discard-aside': { table: Table; id: string };
}

/** Every command that the engine carries out. */
export interface EngineCommands
  extends
    TimerCommands,
    TaskCommands,
    SettingsCommands,
    SessionCommands,
    FileCommands,
    NoticeCommands,
    SetAsideCommands {}

export type EngineCommand = CommandOf<EngineCommands>;
