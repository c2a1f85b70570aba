import type { Change } from '../../store/rows.ts';
import type { RefusedRow, Remote, RemoteResult, SyncReply } from '../remote.ts';
import { decodeReply, encodeChange } from '../wire/codec.ts';
import type { WireChange } from '../wire/wire-change.ts';
import { databaseErrorOf, failureOf, reasonOf, type ApiError } from './failure.ts';
import { listenForHints, type HintsDeps } from './listen-for-hints.ts';

/** How this browser profile is listed among the person's devices. A type, as only types pass for JSON. */
export type DeviceDescription = {
  id: string;
  name: string;
  platform: string;
};

export interface SupabaseRemoteDeps extends HintsDeps {
  device: DeviceDescription;
}

/** The server, reached through one database function and one private channel. */
export function createSupabaseRemote(deps: SupabaseRemoteDeps): Remote {
  const { connection, device } = deps;
  let lastClose: Promise<unknown> = Promise.resolve();

  async function call(
    cursor: number,
    changes: WireChange[],
  ): Promise<{ data: unknown; error: ApiError | null }> {
    const { data, error, status } = await connection.client().rpc('sync', { cursor, changes, device });
    return { data, error: error && databaseErrorOf(error, status) };
  }

  return {
    async sync(cursor, changes): Promise<RemoteResult<SyncReply>> {
      const { encoded, refused } = encodeAll(changes);
      const login = await connection.login();
      if (!login.ok) return login;
      let { data, error } = await call(cursor, encoded);
      if (error && isTokenAtFault(error)) {
        // By this machine's clock the token was still good. The server knows better.
        const renewed = await connection.renewLogin();
        if (!renewed.ok) return renewed;
        ({ data, error } = await call(cursor, encoded));
      }
      if (error) return { ok: false, failure: failureOf(error, connection.retryAfter()) };
      const reply = decodeReply(data);
      if (reply) return { ok: true, value: { ...reply, rejected: [...reply.rejected, ...refused] } };
      return {
        ok: false,
        failure: { kind: 'server', detail: 'The server gave an answer that cannot be read.' },
      };
    },
    listen(on) {
      const close = listenForHints(deps, on, lastClose);
      return () => {
        lastClose = close();
      };
    },
  };
}

/** Whether a new token would help. It does not where the login was ended or the account is gone. */
function isTokenAtFault(error: ApiError): boolean {
  if (error.status !== 401 || reasonOf(error) === 'wrong_key') return false;
  return error.code !== 'PT401' || error.message === 'signed_out';
}

/** A row that cannot be encoded counts as refused, so that it does not hold up the others. */
function encodeAll(changes: readonly Change[]): { encoded: WireChange[]; refused: RefusedRow[] } {
  const encoded: WireChange[] = [];
  const refused: RefusedRow[] = [];
  for (const change of changes) {
    try {
      encoded.push(encodeChange(change));
    } catch (error) {
      refused.push({ table: change.table, id: change.row.id, code: 'unwritable', reason: String(error) });
    }
  }
  return { encoded, refused };
}
