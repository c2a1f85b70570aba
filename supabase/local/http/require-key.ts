import type { MiddlewareHandler } from 'hono';
import type { Keys } from './keys.ts';

/** What browsers follow a link to, where no key can go along. */
const open = /^\/auth\/v1\/(verify|callback|authorize|\.well-known\/.*)$/;

/** Lets in who has a key of this project, as the gateway of hosted Supabase does. A secret key is for servers only. */
export function requireKey({ publishable_key, secret_key }: Keys): MiddlewareHandler {
  return async (context, next) => {
    const key = context.req.header('apikey') ?? context.req.query('apikey');
    const isOpen = open.test(context.req.path) && context.req.method === 'GET';
    if (isOpen || context.req.method === 'OPTIONS' || key === publishable_key) return next();
    if (!key)
      return context.json(
        {
          message: 'No API key found in request',
          hint: 'No `apikey` request header or url param was found.',
        },
        401,
      );
    if (key !== secret_key)
      return context.json({ message: 'Invalid API key', hint: 'Double check your Supabase `apikey`' }, 401);
    if (/^\s*Mozilla\s*\/\s*5\s*\.\s*0/i.test(context.req.header('User-Agent') ?? ''))
      return context.json(
        {
          message: 'Forbidden use of secret API key in browser',
          hint: 'Secret API keys can only be used in a protected environment and should never be used in a browser. Delete this secret API key immediately.',
        },
        401,
      );
    return next();
  };
}
