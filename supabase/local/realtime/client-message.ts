import { isRecord, type UserBroadcast } from './frames.ts';
import type { Message } from './topics.ts';

/** Makes a message of what a client sent: a binary frame holds a UserBroadcast, a text frame any payload. */
export function toMessage(payload: unknown): Message {
  return isUserBroadcast(payload) ? { kind: 'user', broadcast: payload } : { kind: 'plain', payload };
}

/** The size in bytes that the limit applies to. */
export function messageSize(message: Message): number {
  return message.kind === 'user'
    ? message.broadcast.bytes.length
    : Buffer.byteLength(JSON.stringify(message.payload) ?? '');
}

function isUserBroadcast(payload: unknown): payload is UserBroadcast {
  return isRecord(payload) && payload['bytes'] instanceof Uint8Array;
}
