import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type { Attempts } from './attempts.ts';
import { limitAttempts } from './limit-attempts.ts';
import type { Auth } from '../auth/create-auth.ts';
import type { Keys } from './keys.ts';
import { requireKey } from './require-key.ts';
import type { Lite } from '../lite/create-lite.ts';
import { mailboxPage } from './mailbox-page.ts';
import type { Mailbox } from './mailbox.ts';

type Ask = (request: Request) => Promise<Response>;
type Env = { Bindings: HttpBindings };

/**
 * The HTTP routes of the backend. Only these are reachable, because @supabase/lite also serves its configuration and
 * the whole schema to anybody.
 */
export function createRoutes(parts: {
  keys: Keys;
  auth: Auth;
  lite: Lite;
  /** Real servers in the place of the embedded ones. */
  realAuth?: Ask;
  realRest?: Ask;
  mailbox: Mailbox;
  attempts: Attempts;
  realtime: Ask;
  functions: (request: Request, peer: string) => Promise<Response>;
}): Hono<Env> {
  const routes = new Hono<Env>();
  const toLite = (context: Context<Env>) => parts.lite.fetch(context.req.raw, peerOf(context));

  // @supabase/lite answers some preflight requests with 404, and no request to Auth completely.
  for (const path of ['/auth/v1/*', '/rest/v1/*', '/realtime/v1/*'])
    routes.use(path, cors({ origin: '*', exposeHeaders: ['*'], maxAge: 600, allowMethods: methods }));

  const { realAuth, realRest } = parts;
  routes.use('/auth/v1/*', requireKey(parts.keys));
  routes.use('/auth/v1/*', limitAttempts(parts.attempts, peerOf));
  if (realAuth) routes.all('/auth/v1/*', (context) => realAuth(context.req.raw));
  routes.all('/auth/v1/*', (context) =>
    parts.auth.fetch(context.req.raw, (request) => parts.lite.fetch(request, peerOf(context))),
  );
  if (realRest) routes.all('/rest/v1/*', requireKey(parts.keys), (context) => realRest(context.req.raw));
  routes.all('/rest/v1/*', toLite);
  routes.all('/realtime/v1/*', (context) => parts.realtime(context.req.raw));

  // A function answers preflight requests itself.
  routes.all('/functions/v1/*', (context) => parts.functions(context.req.raw, peerOf(context)));

  routes.get('/mail', (context) => {
    if (!isLoopback(new URL(context.req.url).hostname)) return context.text('Ask for 127.0.0.1.', 403);
    const mails = parts.mailbox.mails(context.req.query('to'));
    const wantsPage = context.req.header('Accept')?.includes('text/html');
    return wantsPage ? context.html(mailboxPage(mails)) : context.json(mails);
  });
  routes.onError((_error, context) => context.json({ message: 'The backend failed to answer' }, 500));
  return routes;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

function peerOf(context: Context<Env>) {
  return context.env.incoming.socket.remoteAddress ?? 'unknown';
}

// The mails have codes. A web page whose own host name points to our address could read them.
function isLoopback(hostname: string) {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
