import { keepsColumns, type ColumnSource } from '../store/known-columns.ts';

/** Whether tags can be kept. A server of an earlier version has no place for them. */
export function mayTag(owner: string | null, source: ColumnSource): Promise<boolean> {
  return keepsColumns(['tasks.tags'], owner, source);
}
