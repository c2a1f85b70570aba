import './edit-form.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Task } from '../../../store/rows.ts';
import { ownKey } from '../../kit/keys.ts';
import { longestTitle, mostPomodoros } from './quick-add.ts';

export interface TaskEditFormProps {
  task: Task;
  onSave(change: { title: string; estimate: number }): void;
  onCancel(): void;
}

export function TaskEditForm({ task, onSave, onCancel }: TaskEditFormProps) {
  const [title, setTitle] = useState(task.title);
  const [estimate, setEstimate] = useState(String(task.estimated_pomodoros));
  const first = useRef<HTMLInputElement>(null);
  // The focused field loses the focus when it is taken away. That must not save a second time.
  const isOver = useRef(false);
  useLayoutEffect(() => {
    first.current?.focus();
    first.current?.select();
  }, []);

  const cancel = () => {
    isOver.current = true;
    onCancel();
  };
  const save = () => {
    if (isOver.current) return;
    const trimmed = title.trim();
    const pomodoros = Math.min(mostPomodoros, Math.max(1, Math.round(Number(estimate)) || 1));
    const isSame = trimmed === task.title && pomodoros === task.estimated_pomodoros;
    if (trimmed === '' || isSame) return cancel();
    isOver.current = true;
    onSave({ title: trimmed.toWellFormed(), estimate: pomodoros });
  };
  return (
    <form
      class="task-edit"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={ownKey((event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        cancel();
      })}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to)) && document.hasFocus()) save();
      }}
    >
      <input
        ref={first}
        class="field"
        value={title}
        maxLength={longestTitle}
        aria-label={i18n.t('task.title')}
        autocomplete="off"
        dir="auto"
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <input
        class="field task-edit-estimate"
        type="number"
        min={1}
        max={mostPomodoros}
        value={estimate}
        aria-label={i18n.t('task.estimate')}
        onInput={(event) => setEstimate(event.currentTarget.value)}
      />
      <button type="submit" class="chip">
        {i18n.t('task.save')}
      </button>
    </form>
  );
}
