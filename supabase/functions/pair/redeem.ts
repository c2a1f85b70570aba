// Where `pair` asks: Auth and REST of its own project, with the key that only a server has.

export interface Project {
  url: string;
  /** The secret key. It opens everything, and leaves this file for no other address. */
  key: string;
  fetch(input: string, init: RequestInit): Promise<Response>;
}

export interface Redeeming {
  /** SHA-256 of the secret. */
  secret_hash: string;
  /** The account's address, as the setup code has it. */
  address: string;
  /** What the browser calls itself. */
  device: string;
  /** SHA-256 of the address that the call came from. */
  peer: string;
}

export type Redeemed =
  | { state: 'open'; refresh_token: string }
  /** The secret is not or no more good, or the peer has guessed too often. */
  | { state: 'over' | 'wait' }
  /** The project does not do what is needed. `step` says which part. */
  | { state: 'failed'; step: string };

type Fields = Record<string, unknown>;

/**
 * Redeems a secret for a login. Auth is asked only now: its token takes the place of one in a mail, and it makes an
 * account for an address that it does not know. The login is noted as one that proves no address before anybody has it.
 */
export async function redeem(project: Project, redeeming: Redeeming): Promise<Redeemed> {
  const spent = await call(project, '/rest/v1/rpc/redeem_setup_code', { ...redeeming });
  if (spent?.state === 'over' || spent?.state === 'wait') return { state: spent.state };
  if (spent?.state !== 'open') return { state: 'failed', step: 'redeem' };
  const link = await call(project, '/auth/v1/admin/generate_link', { type: 'magiclink', email: spent.email });
  // The account was deleted in this moment, or has another address: this one is somebody else's.
  if (link && link.id !== spent.user_id) return { state: 'over' };
  if (typeof link?.hashed_token !== 'string') return { state: 'failed', step: 'link' };
  const login = await call(project, '/auth/v1/verify', { type: 'email', token_hash: link.hashed_token });
  const { access_token, refresh_token } = login ?? {};
  if (typeof access_token !== 'string' || typeof refresh_token !== 'string')
    return { state: 'failed', step: 'login' };
  const noted = await call(project, '/rest/v1/rpc/note_setup_code_login', { login: loginIn(access_token) });
  if (noted) return { state: 'open', refresh_token };
  await ask(project, '/auth/v1/logout?scope=local', '', access_token);
  return { state: 'failed', step: 'note' };
}

/** The id of the login in a token that comes from Auth itself, so its signature is not looked at. */
export function loginIn(token: string): unknown {
  const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  try {
    return fieldsOf(JSON.parse(atob(payload))).session_id;
  } catch {
    return null;
  }
}

/** The answer's fields, or null where the call failed. An answer without content has none. */
async function call(project: Project, path: string, body: Fields): Promise<Fields | null> {
  const response = await ask(project, path, JSON.stringify(body), project.key);
  const text = await response.text();
  if (!response.ok) return null;
  return text === '' ? {} : fieldsOf(JSON.parse(text));
}

function ask({ url, key, fetch }: Project, path: string, body: string, bearer: string): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    redirect: 'error',
    // A key of the new kind is good as a bearer only where it is the same as the `apikey`.
    headers: { apikey: key, Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
    body,
    signal: AbortSignal.timeout(8000),
  });
}

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
