import type { Change, Json, Row } from './call-sync.ts';

/** The rows that sync() must produce, computed without a database. */
export interface ExpectedRows {
  /** Applies a batch in its order; returns the ids of the rows that are refused. */
  apply(changes: Change[]): Json[];
  rows(table: string): Row[];
}

const taskFields = [
  'title',
  'description',
  'estimated_pomodoros',
  'completed_at',
  'is_active',
  'position',
  'tags',
  'deleted_at',
];
const emptyTask: Row = {
  description: null,
  estimated_pomodoros: 1,
  completed_at: null,
  is_active: true,
  tags: '',
  deleted_at: null,
  edited: {},
};

const emptySession: Row = {
  device_id: null,
  counts: null,
  deleted_at: null,
  note: null,
  internal_interruptions: null,
  external_interruptions: null,
  edited: {},
};

export function createExpectedRows(person: string, settings: Row): ExpectedRows {
  const tables: Record<string, Map<string, Row>> = {
    users: new Map([[person, { id: person, pomodoro_settings: settings, edited: {} }]]),
    tasks: new Map(),
    pomodoro_sessions: new Map(),
    pomodoro_checkpoints: new Map(),
  };

  function applyOne(known: Map<string, Row>, table: string, row: Row): boolean {
    const id = row['id'] as string;
    const stored = known.get(id);
    if (row['user_id'] !== undefined && row['user_id'] !== person) return false;
    if (table === 'pomodoro_checkpoints') {
      if (stored) return true;
      if (row['plan'] === null) return false;
      known.set(id, row);
    } else if (table === 'pomodoro_sessions') {
      if (row['session_type'] === 'nap') return false;
      known.set(id, { ...emptySession, ...stored, ...row });
    } else if (table === 'users') {
      if (!stored) return false;
      const given = row['pomodoro_settings'] as Row;
      const merged = merge(
        stored['pomodoro_settings'] as Row,
        stored['edited'] as Row,
        given,
        row['edited'] as Row,
      );
      known.set(id, { id, pomodoro_settings: merged.row, edited: merged.edited });
    } else {
      const given = Object.fromEntries(
        taskFields.flatMap((field) => (field in row ? [[field, row[field] ?? null]] : [])),
      );
      const merged = stored
        ? merge(stored, stored['edited'] as Row, given, row['edited'] as Row)
        : { row: { ...emptyTask, ...row }, edited: timesOf(row) };
      if (!merged.row['title'] || Number(merged.row['estimated_pomodoros']) > 999) return false;
      known.set(id, { ...merged.row, edited: merged.edited });
    }
    return true;
  }

  return {
    apply: (changes) =>
      changes.flatMap(({ table, row }) => {
        const known = tables[table];
        return known && applyOne(known, table, row) ? [] : [row['id'] ?? null];
      }),
    rows(table) {
      const rows = [...(tables[table]?.values() ?? [])];
      if (table !== 'tasks') return rows;
      const done = [...(tables['pomodoro_sessions']?.values() ?? [])].filter(
        (session) => session['completed'] && session['session_type'] === 'work',
      );
      return rows.map((task) => ({
        ...task,
        completed_pomodoros: done.filter((session) => session['task_id'] === task['id']).length,
      }));
    },
  };
}

function merge(stored: Row, storedEdited: Row, given: Row, givenEdited: Row) {
  const row = { ...stored };
  const edited = { ...storedEdited };
  for (const [field, value] of Object.entries(given)) {
    const was = Number(storedEdited[field] ?? 0);
    const is = Number(givenEdited[field] ?? 0);
    const before = field in stored ? textOf(stored[field] ?? null) : '';
    if (is > was || (is === was && textOf(value ?? null) > before)) {
      row[field] = value ?? null;
      if (is > 0) edited[field] = is;
    }
  }
  return { row, edited };
}

/** The time of an edit without its value is ignored. */
function timesOf(row: Row): Row {
  return Object.fromEntries(Object.entries(row['edited'] as Row).filter(([field]) => field in row));
}

/** The text that PostgreSQL makes of jsonb: keys sorted by length, then by byte. */
function textOf(value: Json): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `"${key}": ${textOf(inner ?? null)}`).join(', ')}}`;
}
