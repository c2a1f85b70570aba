/**
 * Columns of the history as CSV. Their names are the same in every language, so that every Baton reads them:
 * start and end are ISO 8601 in local time, date and time the same start as spreadsheets understand it, minutes
 * those that it ran. Reading needs the first three of `neededColumns` only.
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
  'task_id',
  'id',
] as const;

export type HistoryCsvColumn = (typeof historyCsvColumns)[number];

export const requiredColumns = ['start', 'end', 'phase'] as const satisfies readonly HistoryCsvColumn[];
