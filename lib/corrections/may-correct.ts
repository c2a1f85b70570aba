import { keepsColumns, type ColumnSource } from '../store/known-columns.ts';

/** What a server has that keeps corrections. */
export const correctionColumns = [
  'pomodoro_sessions.edited',
  'pomodoro_sessions.note',
  'pomodoro_sessions.internal_interruptions',
  'pomodoro_sessions.external_interruptions',
];

/** Whether corrections can be kept. A server of an earlier version has no place for them. */
export function mayCorrect(owner: string | null, source: ColumnSource): Promise<boolean> {
  return keepsColumns(correctionColumns, owner, source);
}
