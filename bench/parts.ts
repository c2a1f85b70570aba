import type { Measure } from './table/row.ts';

/** The parts of the bench in the order of the table. Each is loaded when it is asked for. */
export const parts: Readonly<Record<string, () => Promise<Measure>>> = {
  popup: async () => (await import('./browser/popup.ts')).measurePopup,
  act: async () => (await import('./browser/act.ts')).measureAct,
  alarm: async () => (await import('./browser/alarm.ts')).measureAlarm,
  handoff: async () => (await import('./browser/handoff.ts')).measureHandoff,
  statistics: async () => (await import('./browser/statistics.ts')).measureStatistics,
  sync: async () => (await import('./database/measure-sync.ts')).measureSync,
  full: async () => (await import('./database/measure-full.ts')).measureFull,
  gateway: async () => (await import('./gateway/measure-gateway.ts')).measureGateway,
  people: async () => (await import('./model/measure-people.ts')).measurePeople,
};

/** These take minutes each, so they are measured only if they are named. */
export const long: ReadonlySet<string> = new Set(['full', 'gateway', 'people']);
