import { jsonFields } from '../wire/json-fields.ts';
import { shorten } from '../wire/shorten.ts';
import type { ApiError } from '../supabase/answers.ts';
import { callAsPerson } from '../supabase/call-as-person.ts';
import type { Connection } from '../supabase/connection.ts';
import { refusalOfFailure, type AuthResult } from '../supabase/failure.ts';
import { errorOf } from '../supabase/guarded-fetch.ts';

/** What a browser that is signed in does about the secret of a setup code that it shows. */
export type SetupCodeStep = 'offer' | 'follow' | 'revoke';

/** What a browser that redeems a setup code gives. */
export interface RedeemedCode {
  /** The address of the account, as the code has it. */
  email: string;
  secret: string;
  /** What this browser is called. */
  device: string;
}

/**
 * `hash` is the SHA-256 of the secret. To follow it is refused once it is good no more: `setup_code_used` with what the
 * other browser calls itself, or `setup_code_over`.
 */
export async function stepSetupCode(
  connection: Connection,
  step: SetupCodeStep,
  hash: string,
): Promise<AuthResult<null>> {
  const answer = await callAsPerson(connection, () =>
    connection.client().rpc(`${step}_setup_code`, { secret_hash: hash }),
  );
  if (!answer.ok) return refusalOfFailure(answer.failure);
  const { state = 'open', used_by } = jsonFields(answer.value);
  if (state === 'open') return { ok: true, value: null };
  if (state !== 'used') return { ok: false, reason: 'setup_code_over', detail: '' };
  return { ok: false, reason: 'setup_code_used', detail: shorten(String(used_by)) };
}

/** Gives a secret for a login. Returns what auth-js would. */
export async function redeemSetupCode(connection: Connection, { email, secret, device }: RedeemedCode) {
  const failed = (error: ApiError) => ({ data: { user: null, session: null }, error });
  let given: unknown;
  try {
    const response = await connection.callFunction('pair', { secret, address: email, device });
    if (!response.ok) return failed(await errorOf(response));
    given = jsonFields(await response.json()).refresh_token;
  } catch (error) {
    return failed({ message: String(error), status: 0 });
  }
  if (typeof given !== 'string') return failed({ message: 'The function pair gave no login.' });
  return connection.client().auth.refreshSession({ refresh_token: given });
}
