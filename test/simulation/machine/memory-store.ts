type Key = string | [string, string];
type Row = Record<string, unknown>;

interface StoredRow {
  key: Key;
  value: unknown;
}

/** The rows of one store. */
export interface MemoryRows {
  path: string | string[] | null;
  rows: Map<string, StoredRow>;
  /** In the order of their keys; null once a row has changed. */
  sorted: StoredRow[] | null;
}

/** As much of an object store as the ledger uses. With `undo` it may be written; each change adds its reversal. */
export function memoryStore(table: MemoryRows, undo: (() => void)[] | null) {
  function change(id: string, next: StoredRow | undefined): void {
    if (!undo) throw new DOMException('The transaction only reads.', 'ReadOnlyError');
    const before = table.rows.get(id);
    if (!before && !next) return;
    const put = (row: typeof next) => {
      table.sorted = null;
      if (row) table.rows.set(id, row);
      else table.rows.delete(id);
    };
    undo.push(() => put(before));
    put(next);
  }

  function inOrder(): StoredRow[] {
    table.sorted ??= [...table.rows.values()].sort((a, b) => compare(a.key, b.key));
    return table.sorted;
  }

  const within = (range?: IDBKeyRange | null) =>
    range ? inOrder().filter(({ key }) => isIn(key, range)) : inOrder();

  return {
    get: async (key: Key) => table.rows.get(textOf(key))?.value,
    getAll: async (range?: IDBKeyRange | null) => within(range).map(({ value }) => value),
    getAllKeys: async () => inOrder().map(({ key }) => key),
    count: async (range?: IDBKeyRange | null) => (range ? within(range).length : table.rows.size),
    async put(value: unknown, given?: Key) {
      const copy = frozenCopy(value);
      const key = given ?? keyOf(copy as Row, table.path);
      change(textOf(key), { key, value: copy });
      return key;
    },
    async delete(key: Key) {
      change(textOf(key), undefined);
    },
    async clear() {
      for (const id of table.rows.keys()) change(id, undefined);
    },
    index: (field: string) => ({
      async getAll(query: unknown, most = Infinity) {
        if (query !== null) throw new Error('Only the whole index can be asked for.');
        const values = [...table.rows.values()].map(({ value }) => value as Row);
        return values.sort((a, b) => compare(a[field], b[field])).slice(0, most);
      },
    }),
  };
}

function keyOf(value: Row, path: MemoryRows['path']): Key {
  if (path === null) throw new DOMException('A key is missing.', 'DataError');
  const parts = [path].flat().map((field) => String(value[field]));
  return Array.isArray(path) ? [parts[0] ?? '', parts[1] ?? ''] : (parts[0] ?? '');
}

function textOf(key: Key): string {
  return typeof key === 'string' ? key : key.join(' ');
}

/** As IndexedDB sorts: numbers, then texts, then lists. */
function compare(a: unknown, b: unknown): number {
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
      const order = compare(a[index], b[index]);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  const rank = (value: unknown) => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  return (a as string) < (b as string) ? -1 : a === b ? 0 : 1;
}

function isIn(key: Key, { lower, upper, lowerOpen, upperOpen }: IDBKeyRange): boolean {
  const low = compare(key, lower);
  const high = compare(key, upper);
  return (lowerOpen ? low > 0 : low >= 0) && (upperOpen ? high < 0 : high <= 0);
}

/** A copy that nobody can change: whoever reads it may not write into it either. */
function frozenCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as T;
  const copy: Row = {};
  for (const key of Object.keys(value)) copy[key] = frozenCopy((value as Row)[key]);
  return Object.freeze(copy) as T;
}
