import './edit-form.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Task } from '../../../store/rows.ts';
import { writeTags } from '../../../tags/read-tags.ts';
import { longestTag, mostTags, tagsOf } from '../../../tags/tags.ts';
import { ownKey } from '../../kit/keys.ts';
import { longestTitle, mostPomodoros, readTitle, wordsIn } from './quick-add.ts';
import { TagsRefused } from './tags-refused.tsx';

export interface TaskChange {
  title: string;
  estimate: number;
  /** Missing where they stay as they are. */
  tags?: string[];
}

export interface TaskEditFormProps {
  task: Task;
  mayTag: boolean;
  onSave(change: TaskChange): void;
  onCancel(): void;
}

/** A title with all of its tags, in characters. */
const longestText = longestTitle + mostTags * (longestTag + 2);

export function TaskEditForm({ task, mayTag, onSave, onCancel }: TaskEditFormProps) {
  const before = mayTag ? writeTags(task.title, tagsOf(task)) : task.title;
  const [text, setText] = useState(before);
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
    const pomodoros = Math.min(mostPomodoros, Math.max(1, Math.round(Number(estimate)) || 1));
    const isSame = text.trim() === before;
    const own = tagsOf(task);
    // A title of an earlier version may have what looks like a tag in it. It stays while nobody edits the title.
    const { title, tags } = isSame ? { title: task.title, tags: own } : readTitle(wordsIn(text), mayTag);
    const isTagged = mayTag && tags.join(' ') !== own.join(' ');
    if (title === '' || (isSame && pomodoros === task.estimated_pomodoros)) return cancel();
    isOver.current = true;
    onSave({ title, estimate: pomodoros, ...(isTagged && { tags }) });
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
        value={text}
        maxLength={mayTag ? longestText : longestTitle}
        aria-label={i18n.t('task.title')}
        autocomplete="off"
        dir="auto"
        onInput={(event) => setText(event.currentTarget.value)}
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
      {!mayTag && <TagsRefused text={text} />}
    </form>
  );
}
