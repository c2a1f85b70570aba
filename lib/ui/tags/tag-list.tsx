import './tag-list.css';
import type { Task } from '../../store/rows.ts';
import { tagsOf } from '../../tags/tags.ts';

/** The tags of a task, small, behind its title. */
export function TagList({ task }: { task: Task }) {
  const tags = tagsOf(task);
  if (tags.length === 0) return null;
  const text = tags.map((tag) => `@${tag}`);
  return (
    <span class="tag-list" title={text.join(' ')}>
      {text.map((tag) => (
        <bdi key={tag}>{tag} </bdi>
      ))}
    </span>
  );
}
