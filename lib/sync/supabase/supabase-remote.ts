import type { Change } from '../../store/rows.ts';
import type { WireChange } from '../wire/wire-change.ts';
import { decodeReply, encodeChange } from '../wire/codec.ts';
import { databaseErrorOf, failureOf, reasonOf, type ApiError } from './failure.ts';
import { listenForHints, type HintsDeps } from './listen-for-hints.ts';
import type { Refusal, Remote, RemoteResult, SyncReply } from '../remote.ts';

/** How this browser profile shows among the person's devices. A type, since the client takes it as JSON. */
export type DeviceDescription = {
  id: string;
  name: string;
  platform: string;
};

export interface SupabaseRemoteDeps extends HintsDeps {
  device: DeviceDescription;
}

/** The other side, on Supabase: one database function and one private channel. */
export function createSupabaseRemote(deps: SupabaseRemoteDeps): Remote {
  const { connection, device } = deps;
  let hungUp: Promise<unknown> = Promise.resolve();

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
      const session = await connection.session();
      if (!session.ok) return session;
      let { data, error } = await call(cursor, encoded);
      if (error && isTokenAtFault(error)) {
        // This machine's clock took the token for a good one.
        const renewed = await connection.refresh();
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
      const close = listenForHints(deps, on, hungUp);
      return () => {
        hungUp = close();
      };
    },
  };
}

/** A login that was ended, or an account that is gone, is no matter of the token. */
function isTokenAtFault(error: ApiError): boolean {
  if (error.status !== 401 || reasonOf(error) === 'wrong_key') return false;
  return error.code !== 'PT401' || error.message === 'signed_out';
}

/** A row that cannot be written is refused here: it must not hold up the others. */
function encodeAll(changes: readonly Change[]): { encoded: WireChange[]; refused: Refusal[] } {
  const encoded: WireChange[] = [];
  const refused: Refusal[] = [];
  for (const change of changes) {
    try {
      encoded.push(encodeChange(change));
    } catch (error) {
      refused.push({ table: change.table, id: change.row.id, code: 'unwritable', reason: String(error) });
    }
  }
  return { encoded, refused };
}
