import type { Task } from '../store/rows.ts';
import { tagIn } from './read-tags.ts';
import { tagsOf } from './tags.ts';

/** Whether somebody who types this looks for the task: by a part of its title, or by the beginning of a tag, `@wo`. */
export function isSought(task: Pick<Task, 'title' | 'tags'>, query: string): boolean {
  const sought = query.trim();
  const tag = tagIn(sought);
  if (tag !== null && tagsOf(task).some((own) => own.startsWith(tag))) return true;
  return task.title.toLocaleLowerCase().includes(sought.toLocaleLowerCase());
}
