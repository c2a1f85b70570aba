import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '../../lib/sync/wire/database.ts';
import { startBackend } from '../local/backend.ts';
import { connect } from '../local/connect.ts';
import { freshDatabase } from '../local/testing/fresh-database.ts';

type Client = SupabaseClient<Database>;

const secret = 'a secret of these tests alone, long enough for a signature';

/** A backend of its own with clients of supabase-js, all closed by `close`. */
export async function apiRoom() {
  const database = await freshDatabase();
  const backend = await startBackend({
    db: database.url,
    jwtSecret: secret,
    gateway: { refuseJoinAfter: 60 },
  });
  const db = connect(database.url);
  const clients: Client[] = [];

  /** Nobody signed in, or whoever the token says. */
  function newClient(token?: string): Client {
    const client = createClient<Database>(backend.url, backend.publishable_key, {
      auth: { persistSession: false, autoRefreshToken: false },
      ...(token === undefined ? {} : { accessToken: async () => Promise.resolve(token) }),
    });
    clients.push(client);
    return client;
  }

  async function signUp(username: string) {
    const client = newClient();
    const { data, error } = await client.auth.signUp({
      email: `${username}@example.test`,
      password: 'correct horse',
      options: { data: { username } },
    });
    if (error || !data.session || !data.user) throw error ?? new Error('Signing up gave no session.');
    await client.realtime.setAuth(data.session.access_token);
    return { client, id: data.user.id, token: data.session.access_token };
  }

  /** Joins a topic and keeps what comes; resolves once the answer to the join is there. */
  async function listen(client: Client, topic: string, isPrivate = true) {
    const heard: { event: string; payload: Record<string, unknown> }[] = [];
    const answer = Promise.withResolvers<string>();
    const channel = client
      .channel(topic, { config: { private: isPrivate } })
      .on('broadcast', { event: '*' }, ({ event, payload }) =>
        heard.push({ event, payload: payload as Record<string, unknown> }),
      )
      .subscribe((status) => answer.resolve(status));
    return { heard, channel, status: await answer.promise };
  }

  async function close() {
    await Promise.all(clients.map(async (client) => client.removeAllChannels()));
    await db.end();
    await backend.stop();
    await database.drop();
  }

  return { backend, secret, db, newClient, signUp, listen, close };
}
