// The Edge Function of "Add another browser": `npx supabase functions deploy pair`. It needs nothing else.

import { answer } from './answer.ts';
import { fieldsOf, type Project } from './redeem.ts';

/** What this function uses of Deno. */
declare const Deno: {
  env: { get(name: string): string | undefined };
  serve(handle: (request: Request) => Promise<Response>): unknown;
};

/** Hosted projects have the keys of the new kind in an object, older and self-hosted ones have a single one. */
function secretKey(): string | undefined {
  const keys = fieldsOf(JSON.parse(Deno.env.get('SUPABASE_SECRET_KEYS') ?? '{}'));
  const key = keys.default ?? Object.values(keys)[0];
  return typeof key === 'string' ? key : Deno.env.get('SUPABASE_SERVICE_ROLE_KEY');
}

function ownProject(): Project | null {
  const url = Deno.env.get('SUPABASE_URL');
  const key = secretKey();
  return url && key
    ? { url: url.replace(/\/+$/, ''), key, fetch: (input, init) => fetch(input, init) }
    : null;
}

const project = ownProject();

Deno.serve((request) => answer(request, project));
