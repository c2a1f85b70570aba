import { createChannel, type Channel } from './channel.ts';
import type { Frame } from './frames.ts';
import { readJoin, type JoinRequest } from './join-request.ts';
import type { ReplayedBroadcast } from './replay.ts';
import type { Sender, Access, Server } from './server.ts';
import { verifyToken } from './verify-token.ts';

type Joined = { channel: Channel; response: unknown; sendFollowUp(): void };

/**
 * Joins a client to a channel, or says why not in the words of the real server. `sendFollowUp` sends the messages that
 * come after the answer. `socketToken` is the token of the socket, for a join without a JWT of its own.
 */
export async function join(options: {
  server: Server;
  sender: Sender;
  frame: Frame;
  channels: number;
  socketToken: string;
  headers: Record<string, string>;
  closed(channel: Channel): void;
}): Promise<Joined | { refused: string }> {
  const { server, sender, frame, socketToken, headers } = options;
  const name = frame.topic.replace('realtime:', '');
  const request = readJoin(frame.payload);
  if (!name) return { refused: 'TopicNameRequired: You must provide a topic name' };
  if (!request)
    return { refused: 'InvalidJoinPayload: The payload provided to Realtime on connect is invalid' };
  if (options.channels >= server.settings.channelsPerSocket)
    return { refused: 'ChannelRateLimitReached: Too many channels' };

  const token = request.token && !request.token.startsWith('sb_') ? request.token : socketToken;
  const confirmed = verifyToken(token, server.jwtSecret);
  if (!('claims' in confirmed)) return { refused: `${confirmed.code}: ${confirmed.message}` };
  const access: Access = { token, claims: confirmed.claims, headers, read: undefined, write: {} };
  if (request.private) {
    access.read = await server.authorization.mayRead(access, name, request.presence);
    if (!access.read.broadcast && !access.read.presence) return { refused: unauthorized(name) };
  }
  const replayed = await replay(server, name, request, access);
  if (typeof replayed === 'string') return { refused: replayed };

  const channel: Channel = createChannel({
    server,
    sender,
    name,
    joinRef: frame.joinRef,
    request,
    access,
    replayed: new Set(replayed.map(({ id }) => id)),
    closed: () => options.closed(channel),
  });
  const postgresChanges = request.postgresChanges.map((change, id) => ({ ...change, id }));
  return {
    channel,
    response: { postgres_changes: postgresChanges },
    sendFollowUp() {
      const push = (event: string, payload: unknown) =>
        sender.send({ joinRef: frame.joinRef, ref: null, topic: frame.topic, event, payload });
      for (const { id, event, payload } of replayed)
        push('broadcast', { event, payload, type: 'broadcast', meta: { replayed: true, id } });
      if (request.replicationReady) {
        server.whenFollowing(() => (channel.isOpen() ? push('system', replicationReady(name)) : undefined));
      }
      if (request.presence || server.settings.presenceEnabled) channel.syncPresence();
      if (postgresChanges.length > 0) push('system', noChanges(name, request));
    },
  };
}

async function replay(
  server: Server,
  name: string,
  request: JoinRequest,
  access: Access,
): Promise<ReplayedBroadcast[] | string> {
  if (request.replay === undefined) return [];
  if (!request.private) return 'UnableToReplayMessages: Replay is not allowed for public channels';
  if (!access.read?.broadcast) return unauthorized(name);
  const messages = await server.replay(name, request.replay);
  return messages === 'invalid' ? 'UnableToReplayMessages: Replay params are not valid' : messages;
}

function unauthorized(name: string) {
  return `Unauthorized: You do not have permissions to read from this Channel topic: ${name}`;
}

function replicationReady(channel: string) {
  return { message: 'Replication connection established', status: 'ok', extension: 'system', channel };
}

// The answer of the real server for a table without a publication. This gateway has no publications.
function noChanges(channel: string, request: JoinRequest) {
  const message =
    'Unable to subscribe to changes with given parameters. Please check Realtime is enabled for the given ' +
    `connect parameters: ${JSON.stringify(request.postgresChanges)}`;
  return { message, status: 'error', extension: 'postgres_changes', channel };
}
