import { faultIn, isInstant } from '../../limits/fault-in.ts';
import { isFlat } from '../../limits/fits.ts';
import type { Change, Table } from '../../store/rows.ts';
import type { Filled, Head, Hint, RefusedRow, SyncReply, UnreadableRow } from '../remote.ts';
import { columns, type Column } from './columns.ts';
import { readInstant } from './instant.ts';
import { jsonFields } from './json-fields.ts';
import { shorten } from './shorten.ts';
import type { WireChange } from './wire-change.ts';

/** Null for a table that this version does not know. */
export type DecodedChange = { change: Change } | { unreadable: UnreadableRow } | null;

/** Throws a RangeError for an instant that the calendar does not have. */
export function encodeChange({ table, row }: Change): WireChange {
  const wire = Object.fromEntries(
    columnsOf(table)
      .filter(([name, { isOptional }]) => !isOptional || name in row)
      .map(([name, column]) => [name, column.write(row[name as keyof typeof row])]),
  );
  if (table !== 'users') return { table, row: wire };
  // Only settings that a person has set are sent: a default must not win over what the account has.
  const set = Object.entries(row.pomodoro_settings).filter(([key]) => Object.hasOwn(row.edited, key));
  const pomodoro_settings = columns.users.pomodoro_settings.write(Object.fromEntries(set));
  return { table, row: { id: row.id, pomodoro_settings, edited: row.edited } };
}

export function decodeChange(wire: unknown): DecodedChange {
  const { table, row } = jsonFields(wire);
  if (typeof table !== 'string' || !isTable(table)) return null;
  const stored = jsonFields(row);
  const read: Record<string, unknown> = {};
  for (const [name, column] of columnsOf(table)) {
    if (column.isOptional && !(name in stored)) continue;
    const value = column.read(stored[name]);
    if (value === undefined) return unreadable(table, stored, name);
    read[name] = value;
  }
  const fault = faultIn(table, read);
  if (fault !== null) return unreadable(table, stored, fault);
  return { change: { table, row: read } as unknown as Change };
}

function unreadable(table: Table, row: Record<string, unknown>, column: string): DecodedChange {
  const value = row[column];
  // The words are for the diagnostic log. What comes from outside may be too deep to be written out.
  const text = isFlat(value, 4) ? (JSON.stringify(value) ?? 'missing') : 'so deep';
  return { unreadable: { table, id: textOf(row.id), reason: shorten(`${column} cannot be ${text}`) } };
}

/** The columns of a row that older servers do not have, such as `devices.chosen_name`. */
export function optionalColumnsOf({ table, row }: Change): string[] {
  return columnsOf(table)
    .filter(([name, { isOptional }]) => isOptional && name in row)
    .map(([name]) => `${table}.${name}`);
}

/** All of them. */
const optionalColumns = new Set(
  Object.keys(columns)
    .filter(isTable)
    .flatMap((table) =>
      columnsOf(table).flatMap(([name, { isOptional }]) => (isOptional ? [`${table}.${name}`] : [])),
    ),
);

/** Null for anything but a reply of `sync`. */
export function decodeReply(wire: unknown): SyncReply | null {
  const { head, rows, more, cursor, rejected, server_time, epoch, filled, columns: newer } = jsonFields(wire);
  const time = readInstant(server_time);
  if (!isSeq(head) || !isSeq(cursor) || typeof more !== 'boolean') return null;
  if (!Array.isArray(rows) || !Array.isArray(rejected)) return null;
  if (!isEpoch(epoch) || time === undefined || !isInstant(time)) return null;
  return {
    head,
    ...decodeRows(rows),
    more,
    cursor,
    rejected: rejected.flatMap(refusalOf),
    ...(filled !== undefined && { filled: decodeFilled(filled) }),
    ...(Array.isArray(newer) && { columns: [...optionalColumns].filter((name) => newer.includes(name)) }),
    server_time: time,
    epoch,
  };
}

/** Null for anything but where the server stands. */
export function decodeHead(wire: unknown): Head | null {
  const { head, epoch } = jsonFields(wire);
  return isSeq(head) && isEpoch(epoch) ? { head, epoch } : null;
}

/** Null for anything but a hint. Where one row cannot be read the hint has none: the next call will name that row. */
export function decodeHint(wire: unknown): Hint | null {
  const { from, to, rows } = jsonFields(wire);
  if (!isSeq(from) || !isSeq(to)) return null;
  if (!Array.isArray(rows)) return { from, to, rows: null };
  const decoded = decodeRows(rows);
  return { from, to, rows: decoded.unreadable.length > 0 ? null : decoded.rows };
}

function decodeRows(wire: readonly unknown[]): { rows: Change[]; unreadable: UnreadableRow[] } {
  const decoded = wire.map(decodeChange);
  return {
    rows: decoded.flatMap((one) => (one && 'change' in one ? [one.change] : [])),
    unreadable: decoded.flatMap((one) => (one && 'unreadable' in one ? [one.unreadable] : [])),
  };
}

function decodeFilled(wire: unknown): Filled {
  const known = Object.entries(jsonFields(wire)).filter(
    ([table, share]) => isTable(table) && typeof share === 'number' && share >= 0,
  );
  return Object.fromEntries(known.map(([table, share]) => [table, Math.min(100, Math.floor(Number(share)))]));
}

function refusalOf(wire: unknown): RefusedRow[] {
  const { table, id, code, rule, reason } = jsonFields(wire);
  if (typeof table !== 'string' || !isTable(table) || typeof id !== 'string') return [];
  const named = typeof rule === 'string' && rule !== '' ? { rule: textOf(rule) } : {};
  return [{ table, id, code: textOf(code), ...named, reason: textOf(reason) }];
}

/** Words for a person or a log: one line, cut to a length that fits. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? shorten(String(value)) : '';
}

function isSeq(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** A UUID; servers of tests have shorter ones. */
function isEpoch(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 36;
}

function columnsOf(table: Table): [string, Column][] {
  return Object.entries(columns[table]);
}

function isTable(table: string): table is Table {
  return Object.hasOwn(columns, table);
}
