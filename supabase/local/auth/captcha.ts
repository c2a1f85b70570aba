import { objectIn, textIn, type Asked } from './context.ts';
import { refusal } from './refusal.ts';
import type { Rules } from './settings.ts';

const guarded = ['/signup', '/otp', '/recover', '/resend', '/token'];

/** Where the project wants a CAPTCHA, nobody signs in by password or mail without one. A renewal needs none. */
export function checkCaptcha(path: string, { body, query, isAdmin }: Asked, { captcha }: Rules): void {
  if (captcha === undefined || isAdmin || !guarded.includes(path)) return;
  if (path === '/token' && query.get('grant_type') !== 'password') return;
  const given = textIn(objectIn(body, 'gotrue_meta_security'), 'captcha_token');
  if (given === captcha) return;
  const reason = given ? 'invalid-input-response' : 'no captcha_token found in request';
  throw refusal(400, 'captcha_failed', `captcha protection: request disallowed (${reason})`);
}
