import type { ServerReason } from './server-reason.ts';
import type { RemoteFailure } from './remote.ts';

/** How the loop stands, as far as `Status` of the extension shows it. */
export interface SyncStatus {
  link: 'synced' | 'syncing' | 'offline' | 'problem';
  problem: { reason: ServerReason; detail: string } | null;
}

const reasons: Record<RemoteFailure['kind'], ServerReason> = {
  offline: 'unreachable',
  'signed-out': 'session_expired',
  removed: 'device_removed',
  busy: 'too_many_requests',
  server: 'unexpected',
  refused: 'unexpected',
};

/** A busy server is no problem of the person's yet when it is busy for a moment. */
const patience = 3;

export function statusOfFailure(failure: RemoteFailure, failures: number): SyncStatus {
  const { kind, detail, reason = reasons[kind] } = failure;
  if (kind === 'offline') return { link: 'offline', problem: null };
  if (kind === 'busy' && failures < patience) return { link: 'syncing', problem: null };
  return { link: 'problem', problem: { reason, detail } };
}

/** What was thrown on the way, by the ledger mostly. */
export function failureOfError(error: unknown): RemoteFailure {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (name === 'StorageFull') return { kind: 'server', reason: 'storage_full', detail: message };
  return { kind: 'server', reason: 'unexpected', detail: message };
}
