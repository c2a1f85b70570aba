import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js';
import type { Database as Tables } from '../../../lib/sync/wire/database.ts';
import { startBackend, type Backend } from '../../local/backend.ts';
import { connect, type Database } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';

type Client = SupabaseClient<Tables>;

const secret = 'a secret of these tests alone, long enough for a signature';

export interface SignedUp {
  client: Client;
  id: string;
  token: string;
}

export interface Listening {
  /** Everything that came on the topic, in its order. */
  heard: { event: string; payload: Record<string, unknown> }[];
  channel: RealtimeChannel;
  status: string;
}

export interface Api {
  backend: Backend;
  /** What signs the tokens of this backend. */
  secret: string;
  db: Database;
  /** A client with this token, or with nobody signed in. */
  newClient(token?: string): Client;
  signUp(username: string): Promise<SignedUp>;
  /** Joins a topic; resolves once the join is answered. */
  listen(client: Client, topic: string, isPrivate?: boolean): Promise<Listening>;
  close(): Promise<void>;
}

/** Starts a backend with a database of its own. `close` ends it and every client. */
export async function startApi(): Promise<Api> {
  const database = await freshDatabase();
  const backend = await startBackend({
    db: database.url,
    jwtSecret: secret,
    gateway: { refuseJoinAfter: 60 },
  });
  const db = connect(database.url);
  const clients: Client[] = [];

  function newClient(token?: string): Client {
    const client = createClient<Tables>(backend.url, backend.publishable_key, {
      auth: { persistSession: false, autoRefreshToken: false },
      ...(token === undefined ? {} : { accessToken: async () => Promise.resolve(token) }),
    });
    clients.push(client);
    return client;
  }

  async function signUp(username: string): Promise<SignedUp> {
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

  async function listen(client: Client, topic: string, isPrivate = true): Promise<Listening> {
    const heard: Listening['heard'] = [];
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
