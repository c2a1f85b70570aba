import type { Filled, RemoteFailure } from './remote.ts';
import { shorten } from './wire/shorten.ts';
import type { ServerReason } from './server-reason.ts';

/** How syncing goes, as a person sees it. */
export interface SyncStatus {
  link: 'synced' | 'syncing' | 'offline' | 'problem';
  /** Left out it is what it was: only what comes of a call tells. */
  problem?: { reason: ServerReason; detail: string } | null;
  /** What the server has nearly no more room for. */
  filled?: Filled;
}

const reasons: Record<RemoteFailure['kind'], ServerReason> = {
  offline: 'unreachable',
  late: 'too_slow',
  busy: 'server_busy',
  slow: 'too_slow',
  refused: 'unexpected',
  server: 'unexpected',
  'signed-out': 'session_expired',
  removed: 'device_removed',
};

/** A server that is busy for a moment is no problem that a person needs to know of. This many times in a row is. */
const busyTooOften = 3;
const passing: readonly RemoteFailure['kind'][] = ['busy', 'slow', 'late'];

export function statusOfFailure(failure: RemoteFailure, failures: number): SyncStatus {
  const { kind, detail, reason = reasons[kind] } = failure;
  if (kind === 'offline' || reason === 'no_answer') return { link: 'offline', problem: null };
  if (passing.includes(kind) && failures < busyTooOften) return { link: 'syncing' };
  return { link: 'problem', problem: { reason, detail } };
}

/** The failure that an exception amounts to. Most of them come from the ledger. */
export function failureOfError(error: unknown): RemoteFailure {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  const reason = name === 'StorageFull' ? 'storage_full' : 'unexpected';
  return { kind: 'server', reason, detail: shorten(message) };
}
