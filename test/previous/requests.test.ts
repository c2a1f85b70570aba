import { expect, test } from 'vitest';
import { startBackend } from '../../supabase/local/backend.ts';
import { freshDatabase } from '../../supabase/local/testing/fresh-database.ts';
import { moveInstants } from './move-instants.ts';
import { replayRequests } from './old-client.ts';
import { readRelease, readWire } from './read.ts';

test('PREV-2 the recorded requests get the same statuses, and answers of the same shape', async () => {
  const database = await freshDatabase();
  const backend = await startBackend({ db: database.url, auth: { jwt_expiry: 100 } });
  try {
    const lines = moveInstants(readWire(), Date.now() - readRelease().end.at);
    expect(await replayRequests(lines, backend)).toEqual([]);
  } finally {
    await backend.stop();
    await database.drop();
  }
});
