import type { Context, MiddlewareHandler } from 'hono';
import { answerRefusal } from '../auth/refusal.ts';
import type { Attempts, LimitCode } from './attempts.ts';

const guarded = ['/verify', '/otp', '/token', '/signup', '/recover', '/resend'];

const words: Record<LimitCode, string> = {
  over_request_rate_limit: 'Request rate limit reached',
  over_email_send_rate_limit: 'email rate limit exceeded',
};

/** Answers an attempt that must wait with 429 and `Retry-After`, as hosted Supabase does. */
export function limitAttempts(attempts: Attempts, peerOf: (context: Context) => string): MiddlewareHandler {
  return async (context, next) => {
    const path = context.req.path.replace('/auth/v1', '');
    if (context.req.method !== 'POST' || !guarded.includes(path)) return next();
    const attempt = { path, account: accountIn(await context.req.raw.clone().text()), peer: peerOf(context) };
    const { seconds, code } = attempts.wait(attempt);
    if (seconds > 0) {
      const answer = answerRefusal(context.req.raw, { status: 429, code, message: words[code], more: {} });
      answer.headers.set('Retry-After', `${seconds}`);
      return answer;
    }
    await next();
    attempts.ended(attempt, context.res.ok);
    return undefined;
  };
}

function accountIn(body: string): string | undefined {
  try {
    const { email } = JSON.parse(body) as { email?: unknown };
    return typeof email === 'string' ? email.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}
