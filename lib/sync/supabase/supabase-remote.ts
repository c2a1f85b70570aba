import type { Change } from '../../store/rows.ts';
import type { Head, RefusedRow, Remote, RemoteResult, SyncReply } from '../remote.ts';
import { decodeHead, decodeReply, encodeChange } from '../wire/codec.ts';
import type { WireChange } from '../wire/wire-change.ts';
import { callAsPerson } from './call-as-person.ts';
import { listenForHints, type HintsDeps } from './listen-for-hints.ts';
import { shorten } from '../wire/shorten.ts';

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

  return {
    async sync(cursor, changes): Promise<RemoteResult<SyncReply>> {
      const { encoded, refused } = encodeAll(changes);
      const answer = await callAsPerson(connection, () =>
        connection.client().rpc('sync', { cursor, changes: encoded, device }),
      );
      if (!answer.ok) return answer;
      const reply = decodeReply(answer.value);
      if (reply) {
        const rejected = [...reply.rejected.map(withShortReason), ...refused];
        return { ok: true, value: { ...reply, rejected } };
      }
      return {
        ok: false,
        failure: { kind: 'server', detail: 'The server gave an answer that cannot be read.' },
      };
    },
    async head(): Promise<RemoteResult<Head | null>> {
      // The policy of the table shows everybody their own row only.
      const answer = await callAsPerson(connection, () =>
        connection.client().from('sync_heads').select('head, epoch').maybeSingle(),
      );
      return answer.ok ? { ok: true, value: decodeHead(answer.value) } : answer;
    },
    listen(on) {
      const close = listenForHints(deps, on, lastClose);
      return () => {
        lastClose = close();
      };
    },
  };
}

function withShortReason(row: RefusedRow): RefusedRow {
  return { ...row, reason: shorten(row.reason) };
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
