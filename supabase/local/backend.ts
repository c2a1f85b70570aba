import { mkdir } from 'node:fs/promises';
import { createAuth } from './auth/create-auth.ts';
import { rulesOf, type AuthSettings } from './auth/settings.ts';
import { createAttempts, generousLimits, type AttemptLimits } from './http/attempts.ts';
import { bootstrap } from './bootstrap.ts';
import { connect } from './connect.ts';
import { createRoutes } from './http/routes.ts';
import { forwardTo } from './http/forward.ts';
import { keysOf, newKeys } from './http/keys.ts';
import { createLite } from './lite/create-lite.ts';
import { createMailbox } from './http/mailbox.ts';
import { noFunction, startFunctions } from './functions/start-functions.ts';
import { migrate } from './migrate.ts';
import { openPort } from './http/open-port.ts';
import { startPostgres } from './postgres.ts';
import { projectFunctions } from './project-functions.ts';
import { startGateway } from './realtime/gateway.ts';
import { awaitAuthTables } from './await-tables.ts';
import { awaitSchema } from './realtime/await-schema.ts';
import { proxyRealtime } from './realtime/proxy.ts';
import type { GatewaySettings } from './realtime/settings.ts';

export type BackendOptions = {
  /** If it is not free, another port is taken. Default: any. */
  port?: number;
  /** Where the database and the keys are kept. Default: a temporary database and new keys. */
  dataDir?: string;
  /** The URL of a running PostgreSQL. Default: one of its own. */
  db?: string;
  /** The URL of a real Realtime server, which makes the schema `realtime` itself. Default: our gateway. */
  realtime?: string;
  /** How long (milliseconds) a real server may take for its schema. */
  schemaWithin?: number;
  /** The URL of a real Auth server, which makes its tables itself. Default: the embedded one. */
  authUrl?: string;
  /** The URL of a real PostgREST. Default: the embedded REST. */
  restUrl?: string;
  /** Signs the access tokens. A real Realtime server must have the same. Default: the one in the data directory. */
  jwtSecret?: string;
  /** The folder of the migrations. Default: that of this project. */
  migrations?: string;
  /** Whether Edge Functions are deployed: those of this project, or of another folder. Default: none. */
  functions?: boolean | string;
  auth?: AuthSettings;
  /** The clock of Auth, in milliseconds. Default: that of the machine. */
  now?: () => number;
  attempts?: Partial<AttemptLimits>;
  gateway?: Partial<GatewaySettings>;
};

export type Backend = {
  url: string;
  publishable_key: string;
  secret_key: string;
  db_url: string;
  mail_url: string;
  stop(): Promise<void>;
};

/**
 * Starts PostgreSQL, Auth, REST and Realtime behind one port of 127.0.0.1 and applies all migrations. If it fails, it
 * stops everything that it has started and throws one sentence.
 */
export async function startBackend(options: BackendOptions = {}): Promise<Backend> {
  const ends: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const { dataDir } = options;
    const port = await openPort(options.port);
    ends.push(() => port.close());
    if (dataDir) await mkdir(dataDir, { recursive: true });
    const database = options.db ?? (await startOwn(dataDir, ends));
    if (options.db) await reach(options.db);
    const within = options.schemaWithin ?? 60_000;
    await bootstrap(database, { gateway: !options.realtime, auth: !options.authUrl });
    if (options.authUrl) await awaitAuthTables(database, options.authUrl, within);
    const keys = dataDir ? await keysOf(dataDir) : await newKeys();
    if (options.jwtSecret) keys.jwt_secret = options.jwtSecret;
    const proxy = options.realtime ? proxyRealtime(options.realtime, keys) : undefined;
    if (options.realtime && proxy) {
      ends.push(() => proxy.stop());
      await awaitSchema({ database, target: options.realtime, within, knock: () => proxy.knock() });
    }
    // The migrations have policies on its table.
    await migrate(database, options.migrations);
    if (options.restUrl) await tellPostgrest(database);

    const { url } = port;
    const mailbox = createMailbox();
    const rules = rulesOf(options.auth ?? {});
    const lite = await createLite({ database, url, keys, rules });
    ends.push(() => lite.close());
    const now = options.now ?? (() => Date.now());
    const auth = createAuth({ database, url, keys, mailbox, rules, now });
    ends.push(() => auth.close());
    const realtime = proxy ?? (await startGateway({ database, keys, settings: options.gateway ?? {} }));
    ends.push(() => realtime.stop());

    const folder = options.functions === true ? projectFunctions : options.functions;
    const functions = folder ? await startFunctions({ folder, url, keys }) : undefined;
    if (functions) ends.push(() => functions.stop());

    const attempts = createAttempts({ ...generousLimits, ...options.attempts });
    const routes = createRoutes({
      keys,
      auth,
      lite,
      ...(options.authUrl && { realAuth: forwardTo(options.authUrl, '/auth/v1', keys) }),
      ...(options.restUrl && { realRest: forwardTo(options.restUrl, '/rest/v1', keys) }),
      mailbox,
      attempts,
      realtime: (request) => realtime.fetch(request),
      functions: async (request, peer) => functions?.fetch(request, peer) ?? noFunction(),
    });
    port.serve(routes.fetch, realtime.upgrade);
    ends.push(async () => port.pause());
    const { publishable_key, secret_key } = keys;
    return { url, publishable_key, secret_key, db_url: database, mail_url: `${url}/mail`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startOwn(dataDir: string | undefined, ends: (() => Promise<void>)[]) {
  const postgres = await startPostgres(dataDir ? { dataDir } : {});
  ends.push(() => postgres.stop());
  return postgres.url;
}

async function reach(database: string) {
  const sql = connect(database);
  try {
    await sql`select 1`;
  } catch (error) {
    // Not the whole URL, because it has a password.
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The PostgreSQL at ${new URL(database).host} does not answer: ${reason}`, {
      cause: error,
    });
  } finally {
    await sql.end();
  }
}

/** Has PostgREST read the schema anew. */
async function tellPostgrest(database: string) {
  const sql = connect(database);
  await sql`select pg_notify('pgrst', 'reload schema')`;
  await sql.end();
}
