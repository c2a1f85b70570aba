import { randomUUID } from 'node:crypto';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { AuthSettings } from '../auth/settings.ts';
import { startBackend, type Backend } from '../backend.ts';
import { connect, type Database } from '../connect.ts';
import type { Mail } from '../http/mailbox.ts';
import { freshDatabase } from './fresh-database.ts';
import { noMigrations } from './no-migrations.ts';

export type AuthRoom = {
  backend: Backend;
  db: Database;
  /** How far the clock of Auth is ahead, in milliseconds. */
  clock: { ahead: number };
  client(key?: string): SupabaseClient;
  /** The mails to an address, newest first. */
  mailsTo(email: string): Promise<Mail[]>;
  /** What the link of the newest mail carries. */
  hashFor(email: string): Promise<string>;
  /** Somebody new who has a password. */
  somebody(): Promise<{ email: string; id: string; client: SupabaseClient }>;
  ask(method: string, path: string, options?: Asking): Promise<Answer>;
  close(): Promise<void>;
};

type Asking = { body?: object; key?: string; token?: string; headers?: Record<string, string> };
export type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

export const password = 'correct horse';
export const newAddress = (): string => `${randomUUID()}@b.example`;

/** A backend with these settings of Auth, and a database of its own. */
export async function openAuthRoom(auth: AuthSettings = {}): Promise<AuthRoom> {
  const clock = { ahead: 0 };
  const database = await freshDatabase({ migrated: false });
  const now = () => Date.now() + clock.ahead;
  const backend = await startBackend({ db: database.url, migrations: noMigrations, auth, now });
  const db = connect(database.url);
  const client = (key = backend.publishable_key) =>
    createClient(backend.url, key, { auth: { persistSession: false, autoRefreshToken: false } });

  async function mailsTo(email: string): Promise<Mail[]> {
    const answer = await fetch(`${backend.mail_url}?to=${encodeURIComponent(email)}`);
    return (await answer.json()) as Mail[];
  }

  return {
    backend,
    db,
    clock,
    client,
    mailsTo,
    async hashFor(email) {
      const [mail] = await mailsTo(email);
      return new URL(mail?.link ?? 'none:').searchParams.get('token') ?? 'none';
    },
    async somebody() {
      const email = newAddress();
      const theirs = client();
      const { data, error } = await theirs.auth.signUp({ email, password });
      if (!data.user) throw error ?? new Error('Nobody signed up.');
      return { email, id: data.user.id, client: theirs };
    },
    async ask(method, path, { body, key = backend.publishable_key, token, headers = {} } = {}) {
      const answer = await fetch(`${backend.url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          apikey: key,
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, body: fieldsIn(text) };
    },
    async close() {
      await db.end();
      await backend.stop();
      await database.drop();
    },
  };
}

function fieldsIn(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
}
