import './entry.css';
import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import { ownKey } from '../../kit/keys.ts';
import { longestTitle, readQuickAdd, type QuickAdd } from './quick-add.ts';
import { TagsRefused } from './tags-refused.tsx';

export interface TaskEntryProps {
  /** Resolves to whether the task was added. What was typed comes back when it was not. */
  onAdd(task: QuickAdd): Promise<boolean>;
  mayTag: boolean;
}

/** The line that adds a task on Enter. */
export function TaskEntry({ onAdd, mayTag }: TaskEntryProps) {
  const text = useSignal('');
  const task = readQuickAdd(text.value, mayTag);
  return (
    <form
      class="entry"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = text.peek();
        const added = readQuickAdd(typed, mayTag);
        if (!added) return;
        text.value = '';
        void onAdd(added).then((isTaken) => {
          if (!isTaken && text.peek() === '') text.value = typed;
        });
      }}
    >
      <input
        class="field"
        value={text}
        maxLength={longestTitle + 4}
        placeholder={i18n.t('task.add_hint')}
        aria-label={i18n.t('task.add')}
        autocomplete="off"
        enterkeyhint="done"
        dir="auto"
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
        onKeyDown={ownKey((event) => {
          if (event.key !== 'Escape' || text.peek() === '') return;
          event.preventDefault();
          text.value = '';
        })}
      />
      {task && (
        <span class="entry-planned" aria-hidden="true">
          {i18n.t('task.planned', task.estimate)}
        </span>
      )}
      {!mayTag && <TagsRefused text={text.value} />}
    </form>
  );
}
