import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import type { Attempts } from './attempts.ts';
import { limitAttempts } from './limit-attempts.ts';
import type { Lite } from '../lite/create-lite.ts';
import { mailboxPage } from './mailbox-page.ts';
import type { Mailbox } from './mailbox.ts';

type Env = { Bindings: HttpBindings };

/**
 * The one HTTP address of the backend. Only what is named here is reachable: @supabase/lite also serves its
 * configuration and the whole schema, to anybody.
 */
export function createRoutes(parts: {
  lite: Lite;
  mailbox: Mailbox;
  attempts: Attempts;
  realtime: (request: Request) => Promise<Response>;
}): Hono<Env> {
  const door = new Hono<Env>();
  const toLite = (context: Context<Env>) => parts.lite.fetch(context.req.raw, peerOf(context));

  // Answers every preflight itself: @supabase/lite answers some of them 404, and none for Auth in full.
  for (const path of ['/auth/v1/*', '/rest/v1/*', '/realtime/v1/*'])
    door.use(path, cors({ origin: '*', exposeHeaders: ['*'], maxAge: 600, allowMethods: methods }));

  door.use('/auth/v1/*', limitAttempts(parts.attempts, peerOf));
  door.all('/auth/v1/*', toLite);
  door.all('/rest/v1/*', toLite);
  door.all('/realtime/v1/*', (context) => parts.realtime(context.req.raw));

  door.get('/mail', (context) => {
    if (!isLoopback(new URL(context.req.url).hostname)) return context.text('Ask for 127.0.0.1.', 403);
    const mails = parts.mailbox.mails(context.req.query('to'));
    const wantsPage = context.req.header('Accept')?.includes('text/html');
    return wantsPage ? context.html(mailboxPage(mails)) : context.json(mails);
  });
  door.onError((_error, context) => context.json({ message: 'The backend failed to answer' }, 500));
  return door;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

function peerOf(context: Context<Env>) {
  return context.env.incoming.socket.remoteAddress ?? 'unknown';
}

// Codes are in the mails: a web page that gave its own name our address could read them.
function isLoopback(hostname: string) {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
