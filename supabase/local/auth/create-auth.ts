import postgres from 'postgres';
import { connect } from '../connect.ts';
import type { Keys } from '../http/keys.ts';
import type { Mailbox, OutgoingMail } from '../http/mailbox.ts';
import { verifyJwt } from '../jwt.ts';
import { createUnderWay } from '../under-way.ts';
import { checkCaptcha } from './captcha.ts';
import type { Asked, AuthContext, Body } from './context.ts';
import { completeLogin } from './provider-logins.ts';
import { refuseOddText } from './refuse-odd-text.ts';
import { answerRefusal, isRefusal, refusal } from './refusal.ts';
import { findRoute } from './routes.ts';
import type { Rules } from './settings.ts';

export type AuthParts = {
  database: string;
  url: string;
  keys: Keys;
  mailbox: Mailbox;
  rules: Rules;
  now: () => number;
};

export type Auth = {
  /** `providers` carries out sign-in with providers. */
  fetch(request: Request, providers: (request: Request) => Promise<Response>): Promise<Response>;
  close(): Promise<void>;
};

const ofProviders = ['/authorize', '/callback', '/health'];

/** Auth as hosted Supabase has it: accounts, logins, mails, and calls with the secret key. */
export function createAuth(parts: AuthParts): Auth {
  const { keys, mailbox, rules, url, now } = parts;
  const sql = connect(parts.database, { max: 4 });
  const underWay = createUnderWay();

  async function inTransaction<T>(work: (context: AuthContext) => Promise<T>): Promise<T> {
    const outgoing: OutgoingMail[] = [];
    const result = await sql.begin(async (tx) =>
      work({ tx, rules, outgoing, url, secret: keys.jwt_secret, now }),
    );
    for (const mail of outgoing) mailbox.send(mail);
    return result as T;
  }

  function read(request: Request, text: string): Asked {
    const { searchParams: query } = new URL(request.url);
    const key = request.headers.get('apikey') ?? query.get('apikey') ?? '';
    const token = /^Bearer\s+(\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1] ?? key;
    const verified = verifyJwt(token, keys.jwt_secret, now() / 1000);
    const isService = 'claims' in verified && verified.claims.role === 'service_role';
    return {
      query,
      body: bodyIn(text),
      token,
      isAdmin: token === keys.secret_key || isService,
      agent: request.headers.get('User-Agent'),
    };
  }

  async function answer(request: Request, path: string): Promise<Response> {
    const route = findRoute(request.method, path);
    if (route instanceof Response) return route;
    const asked = read(request, request.method === 'GET' ? '' : await request.text());
    checkCaptcha(path, asked, rules);
    const answered = await inTransaction((context) => route.handle(context, asked, route.id));
    return answered instanceof Response ? answered : Response.json(answered);
  }

  return {
    async fetch(request, providers) {
      const { pathname, searchParams } = new URL(request.url);
      const path = pathname.replace('/auth/v1', '').replace(/\/$/, '');
      const isExchange = path === '/token' && searchParams.get('grant_type') === 'pkce';
      if (ofProviders.includes(path) || path.startsWith('/.well-known/') || isExchange)
        return underWay.run(async () => completeLogin(await providers(request), inTransaction));
      try {
        return await underWay.run(() => answer(request, path));
      } catch (error) {
        const refused = isRefusal(error) ? error : ofDatabase(error);
        return path === '/verify' && request.method === 'GET'
          ? toPage(searchParams.get('redirect_to') ?? url, refused)
          : answerRefusal(request, refused);
      }
    },
    async close() {
      await underWay.settled();
      await sql.end();
    },
  };
}

function bodyIn(text: string): Body {
  if (!text.trim()) return {};
  refuseOddText(text);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // The same as any other body that is no object.
  }
  throw refusal(400, 'bad_json', 'Could not parse request body as JSON');
}

/** What a trigger or a constraint of the project says is told to nobody. */
function ofDatabase(error: unknown) {
  if (error instanceof postgres.PostgresError && error.constraint_name === 'users_email_partial_key')
    return refusal(422, 'user_already_exists', 'User already registered');
  if (error instanceof postgres.PostgresError)
    return refusal(500, 'unexpected_failure', 'Database error saving user');
  return refusal(
    500,
    'unexpected_failure',
    'Unexpected failure, please check server logs for more information',
  );
}

function toPage(page: string, { status, code, message }: { status: number; code: string; message: string }) {
  const error = status < 500 ? 'access_denied' : 'server_error';
  const fragment = new URLSearchParams({ error, error_code: code, error_description: message });
  return new Response(null, { status: 303, headers: { Location: `${page}#${fragment}` } });
}
