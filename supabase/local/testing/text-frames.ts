import type { Wire } from './raw-socket.ts';
import { somebody } from './realtime-backend.ts';

/** The topic that only `somebody` may read. */
export const ownTopic: string = `realtime:user:${somebody}`;

export function joinPayload(more: Record<string, unknown> = {}): Record<string, unknown> {
  const broadcast = { ack: false, self: false };
  const presence = { key: '', enabled: false };
  return { config: { broadcast, presence, postgres_changes: [], private: true, ...more } };
}

export function joinAs(access_token: string | undefined, to: string = ownTopic, ref = '1'): Wire {
  return [ref, ref, to, 'phx_join', { ...joinPayload(), ...(access_token && { access_token }) }];
}

export const ok = (ref: string, to: string = ownTopic, response: unknown = {}): Wire => [
  ref,
  ref,
  to,
  'phx_reply',
  { status: 'ok', response },
];
export const accepted = (ref: string, to: string = ownTopic): Wire => ok(ref, to, { postgres_changes: [] });
export const refused = (ref: string, to: string, reason: string): Wire => [
  ref,
  ref,
  to,
  'phx_reply',
  { status: 'error', response: { reason } },
];
