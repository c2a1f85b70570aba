import { isRecord, type UserBroadcast } from './frames.ts';
import type { Message } from './topics.ts';

/** A broadcast as a client pushed it: binary frames come as UserBroadcast, text frames as they are. */
export function toMessage(payload: unknown): Message {
  return isUserBroadcast(payload) ? { kind: 'user', broadcast: payload } : { kind: 'plain', payload };
}

/** The size that counts against the limit, in bytes. */
export function messageSize(message: Message): number {
  return message.kind === 'user'
    ? message.broadcast.bytes.length
    : Buffer.byteLength(JSON.stringify(message.payload) ?? '');
}

function isUserBroadcast(payload: unknown): payload is UserBroadcast {
  return isRecord(payload) && payload['bytes'] instanceof Uint8Array;
}
