interface RawDatabase {
  transactions: (IDBTransaction & { _state: string })[];
}

/** fake-indexeddb keeps it behind a connection, the same for all connections of one name. */
function rawOf(database: IDBDatabase): RawDatabase {
  return (database as unknown as { _rawDatabase: RawDatabase })._rawDatabase;
}

/** What the death of a process does to a database that it has open: transactions under way come to nothing. */
export function crashDatabase(database: IDBDatabase): void {
  for (const transaction of rawOf(database).transactions) {
    const isOver = transaction._state === 'finished' || transaction._state === 'committing';
    if (transaction.db === database && !isOver) transaction.abort();
  }
  database.close();
  database.transaction = () => {
    throw new Error('This worker is dead.');
  };
}

/** Forgets transactions that are over. Otherwise fake-indexeddb looks at each of them before every later one. */
export function dropFinished(database: IDBDatabase): void {
  const raw = rawOf(database);
  raw.transactions = raw.transactions.filter(({ _state }) => _state !== 'finished');
}
