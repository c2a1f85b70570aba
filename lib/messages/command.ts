import type { AccountCommands } from '../account/commands.ts';
import type { CommandOf } from '../engine/commands/command-map.ts';
import type { EngineCommands } from '../engine/commands/commands.ts';
import type { SyncCommands } from '../sync/commands.ts';
import type { FailedPressCommands } from './failed-press.ts';

/** What a page asks of the background: the commands of each room. */
export interface Commands extends EngineCommands, AccountCommands, SyncCommands, FailedPressCommands {}

export type Command = CommandOf<Commands>;
