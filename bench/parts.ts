import type { Measure } from './table/row.ts';

/** The parts of the bench in the order of the table. Each is loaded when it is asked for. */
export const parts: Readonly<Record<string, () => Promise<Measure>>> = {
  popup: async () => (await import('./browser/popup.ts')).measurePopup,
  act: async () => (await import('./browser/act.ts')).measureAct,
  alarm: async () => (await import('./browser/alarm.ts')).measureAlarm,
  handoff: async () => (await import('./browser/handoff.ts')).measureHandoff,
  statistics: async () => (await import('./browser/statistics.ts')).measureStatistics,
};
