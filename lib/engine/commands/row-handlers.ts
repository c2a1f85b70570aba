import type { Ledger } from '../../store/ledger.ts';
import type { Change } from '../../store/rows.ts';
import { mayTag } from '../../tags/may-tag.ts';
import type { Snapshot } from '../snapshot.ts';
import type { EngineAnswer } from './answer.ts';
import type { HandlersOf } from './command-map.ts';
import type { SettingsCommands, TaskCommands } from './commands.ts';
import { settingsEdits, type Edit } from './edit-settings.ts';
import { taskEdits } from './edit-tasks.ts';
import type { RunCommand } from './run-command.ts';

export interface RowHandlersDeps {
  run: RunCommand;
  ledger: Pick<Ledger, 'all' | 'localValue'>;
  /** Whose ledger it is. */
  owner: string;
  record(changes: Change[]): Promise<void>;
  makeId(): string;
}

/** The commands that edit rows: tasks and settings. */
export function createRowHandlers({
  run,
  ledger,
  owner,
  record,
  makeId,
}: RowHandlersDeps): HandlersOf<TaskCommands & SettingsCommands, Promise<EngineAnswer>> {
  const write = (edit: (snapshot: Snapshot) => Promise<Edit>): Promise<EngineAnswer> =>
    run(async (snapshot) => {
      const edited = await edit(snapshot);
      if (!edited.ok) return edited;
      await record(edited.changes);
      return { ok: true };
    });

  const onTasks =
    <Type extends keyof TaskCommands>(edit: (typeof taskEdits)[Type]) =>
    (command: Parameters<typeof edit>[0]): Promise<EngineAnswer> =>
      write(async ({ user, now }) => {
        const [tasks, isTagging] = await Promise.all([ledger.all('tasks'), mayTag(owner, ledger)]);
        return edit(command, { tasks, user, now, id: makeId(), mayTag: isTagging });
      });

  const onSettings =
    <Type extends keyof SettingsCommands>(edit: (typeof settingsEdits)[Type]) =>
    (command: Parameters<typeof edit>[0]): Promise<EngineAnswer> =>
      write((snapshot) => Promise.resolve(edit(command, snapshot)));

  return {
    'add-task': onTasks(taskEdits['add-task']),
    'edit-task': onTasks(taskEdits['edit-task']),
    'set-tags': onTasks(taskEdits['set-tags']),
    'choose-task': onTasks(taskEdits['choose-task']),
    'complete-task': onTasks(taskEdits['complete-task']),
    'delete-task': onTasks(taskEdits['delete-task']),
    'move-task': onTasks(taskEdits['move-task']),
    'edit-preset': onSettings(settingsEdits['edit-preset']),
    'set-preferences': onSettings(settingsEdits['set-preferences']),
  };
}
