import type { PackedArray, StoredDatabase, StoredStore } from './formats.ts';

/**
 * Reads every database of this extension, as JSON. It runs in a page, so it names nothing from outside itself.
 */
export async function readDatabases(): Promise<StoredDatabase[]> {
  const resultOf = <T>(asked: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      asked.addEventListener('success', () => resolve(asked.result));
      asked.addEventListener('error', () => reject(asked.error ?? new Error('IndexedDB failed')));
    });
  const pack = (value: unknown): unknown => {
    if (ArrayBuffer.isView(value)) {
      const [kind] = Object.prototype.toString.call(value).slice(8).split(']');
      return { $array: kind, values: Array.from(value as Uint8Array) };
    }
    if (Array.isArray(value)) return value.map(pack);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, pack(part)]));
  };
  const read: StoredDatabase[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await resultOf(indexedDB.open(name));
    const tx = db.transaction([...db.objectStoreNames]);
    const stores = [...db.objectStoreNames].map(async (title): Promise<StoredStore> => {
      const store = tx.objectStore(title);
      const [keys, values] = await Promise.all([
        resultOf(store.getAllKeys()),
        resultOf<unknown[]>(store.getAll()),
      ]);
      return {
        name: title,
        keyPath: store.keyPath,
        autoIncrement: store.autoIncrement,
        indexes: [...store.indexNames].map((index) => {
          const { keyPath, unique, multiEntry } = store.index(index);
          return { name: index, keyPath, unique, multiEntry };
        }),
        entries: keys.map((key, place) => ({ key, value: pack(values[place]) })),
      };
    });
    read.push({ name, version: db.version, stores: await Promise.all(stores) });
    db.close();
  }
  return read.sort((one, other) => one.name.localeCompare(other.name));
}

/** Makes these databases, in place of what has their names. It runs in a page, too. */
export async function fillDatabases(databases: StoredDatabase[]): Promise<void> {
  const resultOf = <T>(asked: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      asked.addEventListener('success', () => resolve(asked.result));
      asked.addEventListener('error', () => reject(asked.error ?? new Error('IndexedDB failed')));
    });
  const kinds = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array };
  const unpack = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unpack);
    if (typeof value !== 'object' || value === null) return value;
    if ('$array' in value) {
      const { $array, values } = value as PackedArray;
      return new kinds[$array](values);
    }
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, unpack(part)]));
  };
  for (const { name, version, stores } of databases) {
    await resultOf(indexedDB.deleteDatabase(name));
    const opening = indexedDB.open(name, version);
    opening.addEventListener('upgradeneeded', () => {
      for (const { name: title, keyPath, autoIncrement, indexes, entries } of stores) {
        const store = opening.result.createObjectStore(title, { keyPath, autoIncrement });
        for (const { name: index, keyPath: path, unique, multiEntry } of indexes)
          store.createIndex(index, path, { unique, multiEntry });
        for (const { key, value } of entries)
          if (keyPath === null) store.put(unpack(value), key);
          else store.put(unpack(value));
      }
    });
    (await resultOf(opening)).close();
  }
}
