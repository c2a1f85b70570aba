import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBackend } from './backend.ts';
import { cacheDirectory } from './cache.ts';

const usage = `npm run backend -- [options]

  --port PORT          Port to listen on; another is taken if it is not free (54321)
  --data DIR           Where database and keys stay (${join(cacheDirectory(), 'backend')})
  --db URL             Use this PostgreSQL instead of an own one
  --realtime URL       Forward /realtime/v1/* to this Realtime server instead of an own gateway
  --auth URL           Forward /auth/v1/* to this Auth server instead of the embedded one
  --rest URL           Forward /rest/v1/* to this PostgREST instead of the embedded one
  --jwt-secret SECRET  Signs access tokens; real servers must know it (an own one, kept in DIR)
  --jwt-expiry SECONDS Life of an access token (3600)
  --mails code|link    What a mail brings: a code and a link, or the link alone (code)
  --functions          Serve the Edge Functions of supabase/functions, with Deno
  --help               Print this

Prints one line of JSON when it is ready: url, publishable_key, secret_key, db_url, mail_url.`;

const options = {
  port: { type: 'string', default: '54321' },
  data: { type: 'string', default: join(cacheDirectory(), 'backend') },
  db: { type: 'string' },
  realtime: { type: 'string' },
  auth: { type: 'string' },
  rest: { type: 'string' },
  'jwt-secret': { type: 'string' },
  'jwt-expiry': { type: 'string' },
  mails: { type: 'string', default: 'code' },
  functions: { type: 'boolean', default: false },
  help: { type: 'boolean' },
} as const;

try {
  const { values } = parseArgs({ options });
  if (values.help) console.log(usage);
  else await run(values);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run(values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values']) {
  const expiry = values['jwt-expiry'];
  const { stop, ...ready } = await startBackend({
    port: whole('--port', values.port, 65_535),
    dataDir: values.data,
    ...(values.db && { db: address('--db', values.db, 'postgres') }),
    ...(values.realtime && { realtime: address('--realtime', values.realtime, 'http') }),
    ...(values.auth && { authUrl: address('--auth', values.auth, 'http') }),
    ...(values.rest && { restUrl: address('--rest', values.rest, 'http') }),
    ...(values['jwt-secret'] && { jwtSecret: values['jwt-secret'] }),
    auth: {
      mails: oneOf('--mails', values.mails, ['code', 'link']),
      ...(expiry && { jwt_expiry: whole('--jwt-expiry', expiry, 604_800) }),
    },
    functions: values.functions,
  });
  console.log(JSON.stringify(ready));

  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      // A second signal: do not wait any longer. PostgreSQL ends when this process is gone.
      if (ending) process.exit(1);
      ending = true;
      void stop().then(() => process.exit(0));
    });
}

function whole(option: string, text: string, most: number) {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= most) return number;
  throw new Error(`${option} wants a whole number up to ${most}, not "${text}".`);
}

function oneOf<T extends string>(option: string, text: string, known: T[]): T {
  const found = known.find((word) => word === text);
  if (found) return found;
  throw new Error(`${option} wants ${known.join(' or ')}, not "${text}".`);
}

function address(option: string, text: string, protocol: string) {
  if (URL.canParse(text) && new URL(text).protocol.startsWith(protocol)) return text;
  throw new Error(`${option} wants an address that begins with ${protocol}://, not "${text}".`);
}
