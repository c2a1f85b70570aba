interface RawDatabase {
  transactions: (IDBTransaction & { _state: string })[];
}

/** What fake-indexeddb keeps behind a connection, the same for all connections of one name. */
function rawOf(database: IDBDatabase): RawDatabase {
  return (database as unknown as { _rawDatabase: RawDatabase })._rawDatabase;
}

/** What a dying process does to a database it has open: transactions under way come to nothing. */
export function crash(database: IDBDatabase): void {
  for (const transaction of rawOf(database).transactions) {
    const isOver = transaction._state === 'finished' || transaction._state === 'committing';
    if (transaction.db === database && !isOver) transaction.abort();
  }
  database.close();
  database.transaction = () => {
    throw new Error('This worker is dead.');
  };
}

/** Lets go of transactions that are over: left alone, each one is looked at again before every later one. */
export function tidy(database: IDBDatabase): void {
  const raw = rawOf(database);
  raw.transactions = raw.transactions.filter(({ _state }) => _state !== 'finished');
}
