/**
 * The columns of the history as CSV. They are named the same in every language, so that a file can be read by every
 * Baton. `start` and `end` are ISO 8601 in local time. `date` and `time` repeat the start in a form that spreadsheets
 * understand. `minutes` are those that the session ran, `device` the name of the browser that led it, and `by_hand` says
 * `yes` where a person corrected or added it. `tags` are those that its task has now.
 */
export const historyCsvColumns = [
  'start',
  'end',
  'date',
  'time',
  'phase',
  'outcome',
  'minutes',
  'round',
  'preset',
  'task',
  'note',
  'internal_interruptions',
  'external_interruptions',
  'task_id',
  'device',
  'by_hand',
  'id',
  'tags',
] as const;

export type HistoryCsvColumn = (typeof historyCsvColumns)[number];

/** What a file must have to be read as a history. */
export const requiredColumns = ['start', 'end', 'phase'] as const satisfies readonly HistoryCsvColumn[];
