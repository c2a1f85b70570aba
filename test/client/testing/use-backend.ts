import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { startBackend, type Backend, type BackendOptions } from '../../../supabase/local/backend.ts';
import { freshDatabase, type FreshDatabase } from '../../../supabase/local/testing/fresh-database.ts';
import { openBrowser, type Browser, type ServerAddress } from './open-browser.ts';

/** A backend for the tests of a file, and the browsers on it, which are closed after each test. */
export interface BackendInUse {
  /** The one that runs now. */
  backend(): Backend;
  /** Starts another backend on the same database, with other options. Whoever starts it stops it. */
  startAnother(options: BackendOptions): Promise<Backend>;
  /** Starts the backend again, after it was stopped, on its old port. */
  startAgain(): Promise<void>;
  openBrowser(server?: ServerAddress): Promise<Browser>;
  /** A new person, signed in on so many browsers. */
  person(browsers: number): Promise<[Browser, Browser]>;
}

export function useBackend(): BackendInUse {
  vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });
  let database: FreshDatabase;
  let keys: string;
  let backend: Backend;
  const opened: Browser[] = [];

  const options = (): BackendOptions => ({
    db: database.url,
    dataDir: keys,
    gateway: { recovery: 0, refuseJoinAfter: 50, refuseSocketAfter: 50 },
  });

  beforeAll(async () => {
    database = await freshDatabase();
    keys = await mkdtemp(join(tmpdir(), 'baton-keys-'));
    backend = await startBackend(options());
  });

  afterAll(async () => {
    await backend.stop();
    await database.drop();
    await rm(keys, { recursive: true });
  });

  afterEach(async () => {
    vi.useRealTimers();
    for (const browser of opened.splice(0)) await browser.close();
  });

  async function open(server: ServerAddress = backend): Promise<Browser> {
    const browser = await openBrowser(server);
    opened.push(browser);
    return browser;
  }

  return {
    backend: () => backend,
    startAnother: (more) => startBackend({ ...options(), ...more }),
    async startAgain() {
      backend = await startBackend({ ...options(), port: Number(new URL(backend.url).port) });
    },
    openBrowser: open,
    async person(browsers) {
      const who = { email: `${randomUUID()}@example.org`, password: 'hunter22' };
      const made = await Promise.all(Array.from({ length: browsers }, () => open()));
      const [first, second] = made;
      if (!first) throw new Error('At least one browser.');
      const username = `ada ${randomUUID().slice(0, 8)}`;
      expect(await first.auth.signUp({ ...who, username })).toMatchObject({ ok: true });
      for (const browser of made.slice(1)) expect(await browser.auth.signIn(who)).toMatchObject({ ok: true });
      return [first, second ?? first];
    },
  };
}
