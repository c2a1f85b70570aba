import { i18n } from '#i18n';
import type { Task } from '../../../store/rows.ts';
import type { PageActions } from '../../page/actions.ts';
import type { NamedTasks } from './mark.ts';

/**
 * What a click on a task does. While a focus session is open, that is for the task from now on, as is the next one: who
 * clicks on what they are doing means both. The notice offers the other meaning, the next one only.
 */
export function taskChooser(
  tasks: readonly Task[],
  { named, session, current }: NamedTasks,
  actions: Pick<PageActions, 'send' | 'showNotice' | 'announce'>,
): (id: string) => void {
  const says = (id: string | null) => {
    const title = tasks.find((task) => task.id === id)?.title;
    return title === undefined ? i18n.t('task.session_for_none') : i18n.t('task.session_for', [title]);
  };

  async function retask(focus: string, task: string | null): Promise<void> {
    const back = { type: 'retask', session: focus, task: named } as const;
    if (!(await actions.send({ type: 'retask', session: focus, task, current: task }))) return;
    const takeBack = async (chosen: string | null) => {
      if (await actions.send({ ...back, current: chosen })) actions.announce(says(named));
    };
    actions.showNotice({
      text: says(task),
      isUrgent: false,
      undo: () => void takeBack(current),
      ...(task !== null && {
        instead: { name: i18n.t('task.only_next'), run: () => void takeBack(task) },
      }),
    });
  }

  return (id) => {
    const chosen = id === current ? null : id;
    if (session === null || (id === named && id !== current)) {
      void actions.send({ type: 'choose-task', id: chosen });
    } else {
      void retask(session, id === named ? null : id);
    }
  };
}
