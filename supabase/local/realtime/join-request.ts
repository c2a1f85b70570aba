import { randomUUID } from 'node:crypto';
import { isRecord } from './frames.ts';

/** What a client asked for with `phx_join`. A missing or wrong field counts as not asked for. */
export type JoinRequest = {
  token: string | undefined;
  private: boolean;
  ack: boolean;
  self: boolean;
  presence: boolean;
  presenceKey: string;
  replicationReady: boolean;
  replay: unknown;
  postgresChanges: Record<string, unknown>[];
};

/** Undefined for a config that the real server cannot cast. */
export function readJoin(payload: unknown): JoinRequest | undefined {
  const params = record(payload);
  const config = record(params['config']);
  if (isMalformed(params['config'])) return undefined;
  const broadcast = record(config['broadcast']);
  const presence = record(config['presence']);
  const key = presence['key'];
  const changes = config['postgres_changes'];
  return {
    token: text(params['access_token']) ?? text(params['user_token']),
    private: config['private'] === true,
    ack: broadcast['ack'] === true,
    self: broadcast['self'] === true,
    presence: presence['enabled'] === true,
    presenceKey: typeof key === 'string' && key ? key : randomUUID(),
    replicationReady: broadcast['replication_ready'] === true,
    replay: broadcast['replay'],
    postgresChanges: Array.isArray(changes) ? changes.filter(isRecord) : [],
  };
}

/** Untried in its details: which wrong values the real server takes for true, false or nothing. */
function isMalformed(config: unknown): boolean {
  if (config === undefined || config === null) return false;
  if (!isRecord(config)) return true;
  const { broadcast, presence, postgres_changes: changes, private: isPrivate } = config;
  const isOdd = (value: unknown, is: (value: unknown) => boolean) =>
    value !== undefined && value !== null && !is(value);
  return (
    isOdd(broadcast, isRecord) ||
    isOdd(presence, isRecord) ||
    isOdd(changes, Array.isArray) ||
    isOdd(isPrivate, (value) => typeof value === 'boolean')
  );
}

function record(value: unknown) {
  return isRecord(value) ? value : {};
}

function text(value: unknown) {
  return typeof value === 'string' && value ? value : undefined;
}
