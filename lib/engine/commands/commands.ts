import type { Change, Table } from '../../store/rows.ts';
import type { Phase } from '../../timer/checkpoint.ts';
import type { Preferences, Preset } from '../../timer/settings.ts';
import type { CommandOf } from './command-map.ts';

/** On the timer. A command on a session names the one that the person saw. */
export interface TimerCommands {
  start: { phase?: Phase; preset?: string };
  pause: { session: string };
  resume: { session: string };
  skip: { session: string };
  stop: { session: string };
  handoff: { session: string };
  extend: { session: string; minutes: number };
  /** Takes back a phase that began by itself, and what followed it. */
  drop: { session: string };
  /** Goes on with a session that another one took the place of. */
  'switch-back': { session: string };
}

export interface TaskCommands {
  'add-task': { title: string; estimate: number };
  'edit-task': { id: string; title?: string; description?: string | null; estimate?: number };
  /** Makes it the current task; null leaves none. */
  'choose-task': { id: string | null };
  'complete-task': { id: string; done: boolean };
  'delete-task': { id: string; deleted: boolean };
  /** Moves a task behind `after`; null is the top. */
  'move-task': { id: string; after: string | null };
}

export interface SettingsCommands {
  /** Null deletes a preset of the person's own. */
  'edit-preset': { key: string; preset: Preset | null };
  'set-preferences': { preferences: Partial<Preferences> };
}

export interface FileCommands {
  /** Records what the preview of a file showed, all of it or nothing. What is here by now and newer stays. */
  import: { changes: Change[] };
  /** Empties this browser's database; a server is not told. */
  erase: object;
}

/** What the person has read. */
export interface NoticeCommands {
  /** What ended while they were away. */
  'dismiss-away': object;
  /** A conflict notice. */
  'dismiss-note': { id: string };
}

/** A row that the server refused: it waits again, or it is given up. */
export interface SetAsideCommands {
  'retry-aside': { table: Table; id: string };
  'discard-aside': { table: Table; id: string };
}

/** All that the engine carries out. */
export interface EngineCommands
  extends TimerCommands, TaskCommands, SettingsCommands, FileCommands, NoticeCommands, SetAsideCommands {}

export type EngineCommand = CommandOf<EngineCommands>;
