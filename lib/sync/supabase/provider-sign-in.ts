import type { ServerReason } from '../server-reason.ts';
import type { Provider } from '../providers.ts';
import { reasonOf } from './failure.ts';

/** One visit to a provider's page, in a window that the browser closes at `redirect`. */
export interface ProviderSignIn {
  provider: Provider;
  redirect: string;
  /**
   * 43 to 128 letters, digits and hyphens by chance. Only who has it can exchange the code that the visit brings, so
   * it stays in the memory of whoever waits for the window.
   */
  verifier: string;
}

/** Where a visit begins: always a page of the server that one signs in to. */
export async function authorizeAddress(
  base: string,
  { provider, redirect, verifier }: ProviderSignIn,
): Promise<string> {
  const query = new URLSearchParams({
    provider,
    redirect_to: redirect,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: 's256',
    // Microsoft tells no address unless it is asked to; of the others Supabase itself asks it.
    ...(provider === 'azure' && { scopes: 'email' }),
  });
  return `${base}/auth/v1/authorize?${query}`;
}

export type ReturnedCode = { ok: true; value: string } | { ok: false; reason: ServerReason; detail: string };

/** The code that a visit came back with, or why there is none. Any other address than its own is no way back. */
export function readReturnAddress(address: string, { redirect }: ProviderSignIn): ReturnedCode {
  const query = address.startsWith(redirect) ? new URL(address).searchParams : new URLSearchParams();
  const code = query.get('code');
  if (code) return { ok: true, value: code };
  const error = query.get('error');
  if (!error) return { ok: false, reason: 'unexpected', detail: 'The window came back without a code.' };
  // What a stranger put there is shown as text, and not at any length.
  const detail = (query.get('error_description') ?? error).slice(0, 300);
  const reason = reasonOf({ message: detail, code: query.get('error_code') ?? '' });
  return { ok: false, reason: reason === 'unexpected' ? 'provider_refused' : reason, detail };
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const text = btoa(String.fromCodePoint(...new Uint8Array(digest)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
