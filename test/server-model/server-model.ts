import { mergeWire, objectOf, taskFields, tidyEdited, type WireRow } from './merge-model.ts';
import { outdated } from './retention-model.ts';
import { mergeSession, newerColumns, pomodorosOf } from './session-model.ts';
import { copy, text } from './wire-json.ts';
import type { WireHint, WireRefusal, WireReply, WireRowOf } from './wire-rows.ts';

export interface ServerModel {
  /** The SQL function `sync`, for one person. Throws where the SQL would refuse the whole call. */
  sync(user: string, cursor: number, changes: WireRowOf[], device?: string | null): WireReply;
  /** What a person can read of their row in `sync_heads`. */
  head(user: string): { head: number; epoch: string };
  /** Hears a hint for each committed transaction of this person. Returns what ends the listening. */
  listen(user: string, hear: (hint: WireHint) => void): () => void;
  /** All rows of a person, by table and id, without `seq`. */
  rows(user: string): Map<string, WireRow>;
  /** Stores a row without any of the rules. */
  plant(user: string, change: WireRowOf): void;
  /** What an operator does after restoring a backup: every account begins a new epoch. */
  renewEpochs(): void;
  /** The server loses everything and begins a new epoch. */
  wipe(): void;
  /** Keeps a copy of everything. Calling the result restores it, with its epochs. */
  backUp(): () => void;
  /** Removes rows for good. A device that has not seen everything until now has to pull afresh. */
  purge(user: string, isGone: (table: string, row: WireRow) => boolean): void;
  /** What the retention of the database does for one person. Returns what was removed, by table and id. */
  retain(user: string): string[];
}

export interface ServerModelOptions {
  now: () => number;
  /** The sessions of so many newest acts stay, whatever their age. */
  recent?: number;
  /** At most so many rows in a reply. */
  page?: number;
  /** Why it refuses a row, in a sentence; null for rows that it takes. */
  refuses?: (change: WireRowOf) => string | null;
  /** The columns that it names as its own. A database of an earlier version names none. */
  columns?: string[];
  /** Called with each row that is stored. */
  stored?: (change: WireRowOf) => void;
}

interface Account {
  head: number;
  epoch: string;
  horizon: number;
  rows: Map<string, { table: string; row: WireRow }>;
}

const mostChanges = 200;
const hour = 3_600_000;
const defaultSettings = {
  short: { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
  long: { work_duration: 50, short_break: 10, long_break: 30, sessions_before_long_break: 4 },
};

/** What the database does, without a database: small enough to be read in one go. SIM-5 compares it with the SQL. */
export function createServerModel({
  now,
  page = 500,
  recent = 50,
  refuses = () => null,
  columns = newerColumns,
  stored,
}: ServerModelOptions): ServerModel {
  const listeners = new Map<string, Set<(hint: WireHint) => void>>();
  let accounts = new Map<string, Account>();
  let epochs = 0;

  const newEpoch = () => `epoch-${(epochs += 1)}`;

  function accountOf(user: string): Account {
    let account = accounts.get(user);
    if (!account) {
      account = { head: 0, epoch: newEpoch(), horizon: 0, rows: new Map() };
      accounts.set(user, account);
      const row = { id: user, email: null, username: user, pomodoro_settings: defaultSettings, edited: {} };
      store(account, 'users', row);
    }
    return account;
  }

  function store(account: Account, table: string, row: WireRow) {
    account.head += 1;
    const kept = { table, row: copy({ ...row, seq: account.head }) };
    account.rows.set(`${table} ${row.id}`, kept);
    stored?.(kept);
  }

  const past = (instant: unknown): unknown =>
    typeof instant === 'string' && Date.parse(instant) > now() ? new Date(now()).toISOString() : instant;

  /** Each call shows that a device is in use, which is stored once an hour. */
  function admit(account: Account, id: string) {
    const known = account.rows.get(`devices ${id}`)?.row;
    if (known && Date.parse(String(known.last_seen)) >= now() - hour) return;
    const last_seen = new Date(now()).toISOString();
    const fresh = { id, name: id, chosen_name: null, platform: '', created_at: last_seen, removed_at: null };
    store(account, 'devices', { ...fresh, ...known, last_seen });
  }

  /** Writes one change, or returns why not. */
  function apply(
    account: Account,
    user: string,
    cursor: number,
    isStale: boolean,
    { table, row }: WireRowOf,
  ): WireRefusal | null {
    const refuse = (code: string, reason: string, rule = '') => ({ table, id: row.id, code, rule, reason });
    if (row.user_id !== undefined && row.user_id !== user) {
      return refuse('42501', 'This row belongs to somebody else.');
    }
    const reason = refuses({ table, row });
    if (reason !== null) return refuse('23514', reason);
    const known = account.rows.get(`${table} ${row.id}`)?.row;
    if (table === 'pomodoro_checkpoints') {
      if (!known) {
        const ahead = Date.parse(String(row['timestamp'])) - now();
        const timestamp =
          row['checkpoint_type'] === 'begin' && ahead <= 10_000 ? row['timestamp'] : past(row['timestamp']);
        store(account, table, { ...row, timestamp, last_active: past(row.last_active) });
      }
      return null;
    }
    if (table === 'devices') {
      const next = { ...known, ...row };
      if (!known || text(next) !== text(known)) store(account, table, next);
      return null;
    }
    if (table === 'pomodoro_sessions') {
      const given = 'deleted_at' in row ? { ...row, deleted_at: past(row.deleted_at) } : row;
      const merged = mergeSession(known, given, { cursor, isStale, now: now() });
      if (!merged) return null;
      if (known) finish(account, table, known, merged, cursor);
      else store(account, table, merged.row);
      for (const task of new Set([known?.task_id, merged.row.task_id])) countPomodoros(account, task);
      return null;
    }
    if (table === 'users') {
      if (row.id !== user || !known) return refuse('42501', 'This row belongs to somebody else.');
      const fields = Object.keys(objectOf(row.pomodoro_settings));
      const merged = mergeWire(known, row, fields, now(), 'pomodoro_settings');
      finish(account, table, known, merged, cursor);
      return null;
    }
    if (table !== 'tasks') return refuse('PT400', `This server knows no table "${table}".`, 'known_table');
    if (typeof row.title !== 'string' || row.title.length < 1 || row.title.length > 500) {
      return refuse('23514', 'A title has 1 to 500 characters.', 'tasks_title_check');
    }
    const given = {
      ...row,
      created_at: past(row.created_at),
      completed_at: past(row.completed_at),
      deleted_at: past(row.deleted_at),
    };
    if (known) finish(account, table, known, mergeWire(known, given, taskFields, now()), cursor);
    else {
      const edited = tidyEdited(row.edited, taskFields, now());
      store(account, table, {
        tags: '',
        ...given,
        edited,
        completed_pomodoros: pomodorosOf([...account.rows.values()], row.id),
      });
    }
    return null;
  }

  /** Stores a task again when the number of its completed focus sessions has changed. */
  function countPomodoros(account: Account, task: unknown) {
    const known = account.rows.get(`tasks ${String(task)}`)?.row;
    const completed_pomodoros = pomodorosOf([...account.rows.values()], task);
    if (known && known.completed_pomodoros !== completed_pomodoros) {
      store(account, 'tasks', { ...known, completed_pomodoros });
    }
  }

  /** A change that lost against a row which its sender has seen stores the row again, so that the sender gets it. */
  function finish(
    account: Account,
    table: string,
    known: WireRow,
    { row, hasLost }: { row: WireRow; hasLost: boolean },
    cursor: number,
  ) {
    if (text(row) !== text(known) || (hasLost && Number(known.seq) <= cursor)) store(account, table, row);
  }

  function rowsAfter(account: Account, cursor: number): WireRowOf[] {
    return [...account.rows.values()]
      .filter(({ row }) => Number(row.seq) > cursor)
      .sort((a, b) => Number(a.row.seq) - Number(b.row.seq));
  }

  function tell(user: string, account: Account, from: number) {
    if (account.head === from) return;
    const rows = copy(rowsAfter(account, from).slice(0, 50));
    const hint = { from, to: account.head, ...(text(rows).length < 32_000 ? { rows } : {}) };
    for (const hear of listeners.get(user) ?? []) hear(copy(hint));
  }

  return {
    sync(user, cursor, changes, device = null) {
      if (changes.length > mostChanges) throw new Error('One call carries at most 200 changes.');
      const account = accountOf(user);
      if (cursor > account.head) account.epoch = newEpoch();
      const isStale = cursor > 0 && cursor < account.horizon;
      const before = account.head;
      if (device !== null) admit(account, device);
      const rejected = copy(changes).flatMap((change) => {
        const refusal = apply(account, user, cursor, isStale, change);
        return refusal ? [refusal] : [];
      });
      tell(user, account, before);
      const server_time = new Date(now()).toISOString();
      // Without changes, the head is the one from before the device's own row was stored.
      const known = changes.length > 0 ? account.head : before;
      if (isStale) {
        return { head: known, rows: [], more: true, cursor: 0, rejected, server_time, epoch: newEpoch() };
      }
      const found = rowsAfter(account, cursor);
      // A cursor between the beginning and the horizon would be that of a device that missed removed rows.
      const most = Math.max(page, found.filter(({ row }) => Number(row.seq) <= account.horizon).length);
      const rows = found.slice(0, most);
      const more = found.length > most;
      const last = Number(rows.at(-1)?.row.seq ?? 0);
      const next = Math.max(more ? 0 : known, last, account.horizon);
      const head = Math.max(known, next);
      return copy({ head, rows, more, cursor: next, rejected, server_time, epoch: account.epoch, columns });
    },

    head: (user) => accountOf(user),

    listen(user, hear) {
      const hearing = listeners.get(user) ?? new Set();
      listeners.set(user, hearing.add(hear));
      return () => hearing.delete(hear);
    },

    rows(user) {
      const rows = [...accountOf(user).rows];
      return new Map(
        rows.map(
          ([
            key,
            {
              row: { seq: _seq, ...row },
            },
          ]) => [key, copy(row) as WireRow],
        ),
      );
    },

    plant(user, { table, row }) {
      const account = accountOf(user);
      const before = account.head;
      store(account, table, row);
      tell(user, account, before);
    },

    renewEpochs() {
      for (const account of accounts.values()) account.epoch = newEpoch();
    },

    wipe() {
      accounts = new Map();
    },

    backUp() {
      const kept = copyOf(accounts);
      return () => {
        accounts = copyOf(kept);
      };
    },

    purge(user, isGone) {
      const account = accountOf(user);
      for (const [key, { table, row }] of account.rows) if (isGone(table, row)) account.rows.delete(key);
      account.horizon = account.head;
    },

    retain(user) {
      const account = accountOf(user);
      const gone = outdated([...account.rows.values()], { now: now(), recent });
      for (const { table, row } of gone) {
        account.rows.delete(`${table} ${row.id}`);
        account.horizon = Math.max(account.horizon, Number(row.seq));
      }
      return gone.map(({ table, row }) => `${table} ${row.id}`);
    },
  };
}

/** Stored rows are never changed, only replaced. */
function copyOf(accounts: ReadonlyMap<string, Account>): Map<string, Account> {
  return new Map([...accounts].map(([user, account]) => [user, { ...account, rows: new Map(account.rows) }]));
}
