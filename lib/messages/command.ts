import type { AccountCommands } from '../account/commands.ts';
import type { CommandOf } from '../engine/commands/command-map.ts';
import type { EngineCommands } from '../engine/commands/commands.ts';
import type { SyncCommands } from '../sync/commands.ts';
import type { FailedPressCommands } from './failed-press.ts';

/** What a page may ask of the background: the commands of all rooms. */
export interface Commands extends EngineCommands, AccountCommands, SyncCommands, FailedPressCommands {}

export type Command = CommandOf<Commands>;
