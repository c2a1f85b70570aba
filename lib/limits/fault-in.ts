import { fits } from './fits.ts';
import type { Limit } from './limit.ts';
import { rowLimits } from './row-limits.ts';

export type LimitedTable = keyof typeof rowLimits;

/**
 * The first column of a row whose value the database could not hold, or null. Columns that are missing or null are
 * left to whoever knows the shape of the row. Instants are milliseconds since the epoch.
 */
export function faultIn(table: LimitedTable, row: object): string | null {
  const values = new Map<string, unknown>(Object.entries(row));
  const limits: Readonly<Record<string, Limit>> = rowLimits[table];
  for (const [column, limit] of Object.entries(limits)) {
    const value = values.get(column);
    if (value !== undefined && value !== null && !fits(value, limit)) return column;
  }
  if (table === 'pomodoro_sessions') return faultInSession(values);
  return table === 'tasks' && !isPosition(values.get('position')) ? 'position' : null;
}

function faultInSession(values: ReadonlyMap<string, unknown>): string | null {
  const [start, end] = [values.get('start_time'), values.get('end_time')];
  if (typeof start === 'number' && typeof end === 'number' && end < start) return 'end_time';
  return values.get('completed') === (values.get('outcome') === 'completed') ? null : 'completed';
}

/** A position is a fractional index: its first letter says how many digits its whole part has. */
function isPosition(position: unknown): boolean {
  if (typeof position !== 'string') return true;
  const head = position.charCodeAt(0);
  const whole = head >= 97 ? head - 95 : 92 - head;
  const isSmallest = position === `A${'0'.repeat(26)}`;
  return position.length >= whole && !position.slice(whole).endsWith('0') && !isSmallest;
}

/**
 * The years that the database knows. It gives each instant a first one. Most have a last one only in that triggers move
 * the future back to now.
 */
export const instants = rowLimits.pomodoro_sessions.start_time;

export function isInstant(value: number): boolean {
  return fits(value, instants);
}
