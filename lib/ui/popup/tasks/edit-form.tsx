import './edit-form.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Task } from '../../../store/rows.ts';
import { writeTags } from '../../../tags/read-tags.ts';
import { longestTag, mostTags, tagsOf } from '../../../tags/tags.ts';
import { IconButton } from '../../kit/icon-button.tsx';
import { onEscape, ownKey } from '../../kit/keys.ts';
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
  isFirst: boolean;
  isLast: boolean;
  onSave(change: TaskChange): void;
  onCancel(): void;
  /** By this many places. The form stays. */
  onMove(steps: number): void;
}

/** A title with all of its tags, in characters. */
const longestText = longestTitle + mostTags * (longestTag + 2);

const up = 'M3 10l5-5 5 5';
const down = 'M3 6l5 5 5-5';

export function TaskEditForm({ task, mayTag, isFirst, isLast, onSave, onCancel, onMove }: TaskEditFormProps) {
  const before = mayTag ? writeTags(task.title, tagsOf(task)) : task.title;
  const [text, setText] = useState(before);
  const [estimate, setEstimate] = useState(String(task.estimated_pomodoros));
  const first = useRef<HTMLInputElement>(null);
  // The focused field loses the focus when it is taken away. That must not save a second time.
  const isOver = useRef(false);
  // A row that changes its place loses the focus, until the list gives it back. Nobody has left the form then.
  const isOnItsWay = useRef(false);
  useLayoutEffect(() => {
    first.current?.focus();
    first.current?.select();
  }, []);

  const move = (steps: number, isIdle: boolean) => {
    if (isIdle) return;
    isOnItsWay.current = true;
    onMove(steps);
  };
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
      onKeyDown={ownKey(onEscape(cancel))}
      onFocusIn={() => (isOnItsWay.current = false)}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (to === null && isOnItsWay.current) return;
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
      <span class="task-places">
        <IconButton
          name={i18n.t('task.up', [task.title])}
          d={up}
          isIdle={isFirst}
          onPress={() => move(-1, isFirst)}
        />
        <IconButton
          name={i18n.t('task.down', [task.title])}
          d={down}
          isIdle={isLast}
          onPress={() => move(1, isLast)}
        />
      </span>
      <button type="submit" class="chip">
        {i18n.t('task.save')}
      </button>
      {!mayTag && <TagsRefused text={text} />}
    </form>
  );
}
