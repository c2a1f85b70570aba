import './entry.css';
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ownKey } from '../../kit/keys.ts';
import { longestTitle, readQuickAdd, type QuickAdd } from './quick-add.ts';

export interface TaskEntryProps {
  /** Resolves to whether the task was added. What was typed comes back when it was not. */
  onAdd(task: QuickAdd): Promise<boolean>;
  /** On a first run the line takes the focus. */
  isFirst: boolean;
}

/** The line that adds a task on Enter. */
export function TaskEntry({ onAdd, isFirst }: TaskEntryProps) {
  const text = useSignal('');
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (isFirst && document.activeElement === document.body) input.current?.focus();
  }, [isFirst]);
  const task = readQuickAdd(text.value);
  return (
    <form
      class="entry"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = text.peek();
        const added = readQuickAdd(typed);
        if (!added) return;
        text.value = '';
        void onAdd(added).then((isTaken) => {
          if (!isTaken && text.peek() === '') text.value = typed;
        });
      }}
    >
      <input
        ref={input}
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
    </form>
  );
}
