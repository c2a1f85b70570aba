// What `pair` answers. It keeps nothing: what has to be remembered is in the database.

import { fieldsOf, redeem, type Project } from './redeem.ts';

/** Which form of calls and answers this is. A client that knows another one does without. */
const version = 1;

/** The most bytes that a call may have. */
const most = 4096;

/** Only pages of extensions read the answers. A browser tells each of them where a call comes from. */
const extensions = /^(chrome|moz|safari-web)-extension:\/\/[\w-]+$/;

export async function answer(request: Request, project: Project | null): Promise<Response> {
  const origin = request.headers.get('Origin');
  if (origin !== null && !extensions.test(origin)) return say(403, 'foreign_origin', 'Only Baton may ask.');
  const response = await answerTo(request, project);
  response.headers.set('Vary', 'Origin');
  response.headers.set('Cache-Control', 'no-store');
  if (origin === null) return response;
  response.headers.set('Access-Control-Allow-Origin', origin);
  response.headers.set('Access-Control-Allow-Methods', 'GET, POST');
  response.headers.set('Access-Control-Allow-Headers', 'apikey, authorization, content-type, x-client-info');
  return response;
}

async function answerTo(request: Request, project: Project | null): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204 });
  if (!project) return say(503, 'not_ready', 'This function has no address or no secret key of its project.');
  if (request.method === 'GET') return Response.json({ pair: version });
  if (request.method !== 'POST') return say(405, 'bad_method', 'Ask by POST.');
  const asked = await read(request);
  if (!asked) return say(400, 'bad_request', 'A call has a secret, an address and a device.');
  try {
    const { secret, address, device } = asked;
    const peer = await sha256(peerOf(request));
    const redeemed = await redeem(project, { secret_hash: await sha256(secret), address, device, peer });
    switch (redeemed.state) {
      case 'open':
        return Response.json({ refresh_token: redeemed.refresh_token });
      case 'over':
        return say(403, 'setup_code_over', 'This setup code is not good, or not any more.');
      case 'wait':
        return say(429, 'over_request_rate_limit', 'Too many wrong setup codes. Wait five minutes.');
      case 'failed':
        console.error(`pair: ${redeemed.step} failed`);
    }
  } catch (error) {
    console.error(`pair: ${error instanceof Error ? error.name : 'no error'}`);
  }
  return say(500, 'pair_failed', 'The project did not make a login. Make another setup code.');
}

function say(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status });
}

async function read(request: Request): Promise<{ secret: string; address: string; device: string } | null> {
  const text = await readUpTo(most, request);
  if (text === null) return null;
  try {
    const { secret, address, device } = fieldsOf(JSON.parse(text));
    if (typeof secret !== 'string' || !/^[\w-]{43,128}$/.test(secret)) return null;
    if (typeof address !== 'string' || !/^\P{Cc}+$/u.test(address) || typeof device !== 'string') return null;
    // The database takes no NUL.
    return { secret, address, device: device.replaceAll('\0', '') };
  } catch {
    return null;
  }
}

/** Null where there is more. */
async function readUpTo(limit: number, { body }: Request): Promise<string | null> {
  const decoder = new TextDecoder();
  let left = limit;
  let text = '';
  for await (const chunk of body ?? []) {
    left -= chunk.length;
    if (left < 0) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

/** Who asks, as the gateway in front says. Whoever writes the header themselves can guess more, and gains nothing. */
function peerOf(request: Request): string {
  return request.headers.get('X-Forwarded-For')?.split(',')[0]?.trim() ?? '';
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
