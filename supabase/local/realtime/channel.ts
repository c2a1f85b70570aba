import { isRecord, type Frame } from './frames.ts';
import type { JoinRequest } from './join-request.ts';
import { createPresenceCalls } from './presence-calls.ts';
import { toMessage, messageSize } from './client-message.ts';
import type { Sender, Access, Server } from './server.ts';
import { createChannelToken } from './channel-token.ts';
import { verifyToken } from './verify-token.ts';
import type { Member, Message } from './topics.ts';

export type Channel = {
  joinRef: string | null;
  handle(frame: Frame): void;
  /** Sends the client the list of who is present. */
  syncPresence(): void;
  isOpen(): boolean;
  /** Ends the channel without a message to the client. */
  end(): void;
};

/** A joined channel. If it closes itself, it tells the client why and then calls `closed`. */
export function createChannel(options: {
  server: Server;
  sender: Sender;
  name: string;
  joinRef: string | null;
  request: JoinRequest;
  access: Access;
  /** Ids of the broadcasts that the join replays. If one of them also arrives live, it is not sent twice. */
  replayed: Set<string>;
  closed(): void;
}): Channel {
  const { server, sender, name, joinRef, request, access } = options;
  const topic = `realtime:${name}`;
  const member: Member = { receive };
  let open = true;
  let work = Promise.resolve();
  const { presence } = server.topics.join(name, request.private, member);
  const presenceCalls = createPresenceCalls({ server, presence, member, name, request, access });
  const tokens = createChannelToken({
    token: access.token,
    secret: server.jwtSecret,
    renew,
    close,
  });

  function push(event: string, payload: unknown) {
    sender.send({ joinRef, ref: null, topic, event, payload });
  }

  function reply(ref: string | null, status: 'ok' | 'error', response: unknown = {}) {
    sender.send({ joinRef, ref, topic, event: 'phx_reply', payload: { status, response } });
  }

  function receive(message: Message) {
    if (message.kind === 'user') {
      const known = message.id !== undefined && options.replayed.has(message.id);
      if (mayRead('broadcast') && !known) sender.sendUserBroadcast(topic, message.broadcast);
    } else if (message.kind === 'plain') {
      const frame = { joinRef: null, ref: null, topic, event: 'broadcast', payload: message.payload };
      if (mayRead('broadcast')) sender.send(frame);
    } else if (mayRead('presence')) {
      sender.send({ joinRef: null, ref: null, topic, event: message.kind, payload: message.payload });
    }
  }

  function mayRead(extension: 'broadcast' | 'presence') {
    return access.read ? access.read[extension] === true : true;
  }

  function syncPresence() {
    if (mayRead('presence')) push('presence_state', presence.state());
  }

  async function renew(token: string): Promise<string | undefined> {
    const confirmed = verifyToken(token, server.jwtSecret);
    if (!('claims' in confirmed)) return confirmed.later;
    const before = access.read;
    Object.assign(access, { token, claims: confirmed.claims, write: {} });
    if (!before) return undefined;
    access.read = await server.authorization.mayRead(access, name, request.presence);
    if (!access.read.broadcast && !access.read.presence)
      return `You do not have permissions to read from this Channel topic: ${name}`;
    const revoked = (['broadcast', 'presence'] as const).some(
      (it) => before[it] && access.read?.[it] === false,
    );
    return revoked ? `You no longer have permission to read from this Channel topic: ${name}` : undefined;
  }

  async function broadcast({ ref, payload }: Frame) {
    if (request.private) {
      access.write.broadcast ??= await server.authorization.mayWrite(access, name, 'broadcast');
      // The real server does not answer either, not even if an acknowledgement was asked for.
      if (!access.write.broadcast) return;
    }
    server.rate.count();
    const message = toMessage(payload);
    const fits = messageSize(message) <= server.settings.payload;
    if (fits) server.topics.publish(name, request.private, message, request.self ? undefined : member);
    if (request.ack) reply(ref, fits ? 'ok' : 'error', fits ? {} : 'payload_size_exceeded');
  }

  async function answer(frame: Frame) {
    if (frame.event === 'access_token') {
      await tokens.offer(isRecord(frame.payload) ? frame.payload['access_token'] : undefined);
    } else if (frame.event === 'broadcast') {
      await broadcast(frame);
    } else if (frame.event === 'presence') {
      const outcome = await presenceCalls.handle(frame.payload);
      if (outcome.close) return close(outcome.close);
      reply(frame.ref, outcome.status, outcome.response);
      if (outcome.diff)
        server.topics.publish(name, request.private, { kind: 'presence_diff', payload: outcome.diff });
    }
  }

  function crash() {
    end();
    sender.send({ joinRef, ref: joinRef, topic, event: 'phx_error', payload: { reason: 'channel_crash' } });
    options.closed();
  }

  function close(reason: string) {
    if (!open) return;
    push('system', { message: reason, status: 'error', extension: 'system', channel: name });
    end();
    sender.send({ joinRef, ref: joinRef, topic, event: 'phx_close', payload: {} });
    options.closed();
  }

  function end() {
    if (!open) return;
    open = false;
    tokens.end();
    server.topics.leave(name, request.private, member);
    const left = presence.untrack(member);
    if (left) server.topics.publish(name, request.private, { kind: 'presence_diff', payload: left });
  }

  return {
    joinRef,
    handle(frame) {
      work = work.then(() => (open ? answer(frame) : undefined)).catch(crash);
    },
    syncPresence,
    isOpen: () => open,
    end,
  };
}
