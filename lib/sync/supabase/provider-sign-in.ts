import type { Provider } from '../providers.ts';
import type { ServerReason } from '../server-reason.ts';
import { reasonOf } from './failure.ts';
import { shorten } from '../wire/shorten.ts';

/** One try to sign in on a provider's page, in a window that the browser closes at `redirect`. */
export interface ProviderSignIn {
  provider: Provider;
  redirect: string;
  /**
   * 43 to 128 random letters, digits and hyphens. The code that the window brings can be exchanged only with it, so it
   * stays in the memory of whoever waits for the window.
   */
  verifier: string;
}

/** The address to open: always one of the server that the person signs in to. */
export async function authorizeAddress(
  base: string,
  { provider, redirect, verifier }: ProviderSignIn,
): Promise<string> {
  const query = new URLSearchParams({
    provider,
    redirect_to: redirect,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: 's256',
    // Microsoft gives the email address only if asked. The others are asked for it by Supabase.
    ...(provider === 'azure' && { scopes: 'email' }),
  });
  return `${base}/auth/v1/authorize?${query}`;
}

export type ReturnedCode = { ok: true; value: string } | { ok: false; reason: ServerReason; detail: string };

/** The code in the address that the window came back with, or why there is none. Only `redirect` is a way back. */
export function readReturnAddress(address: string, { redirect }: ProviderSignIn): ReturnedCode {
  const query = address.startsWith(redirect) ? new URL(address).searchParams : new URLSearchParams();
  const code = query.get('code');
  if (code) return { ok: true, value: code };
  const error = query.get('error');
  if (!error) return { ok: false, reason: 'unexpected', detail: 'The window came back without a code.' };
  // Anybody can write this text, and a person will see it: it is cut to a length that fits, and decides nothing.
  const detail = shorten(query.get('error_description') ?? error);
  const reason = reasonOf({ message: '', code: query.get('error_code') ?? '' });
  return { ok: false, reason: reason === 'unexpected' ? 'provider_refused' : reason, detail };
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const text = btoa(String.fromCodePoint(...new Uint8Array(digest)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
