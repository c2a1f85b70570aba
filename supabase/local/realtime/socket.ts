import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { Channel } from './channel.ts';
import {
  decodePush,
  decodeText,
  encodeFrame,
  encodeUserBroadcast,
  type Frame,
  type Version,
} from './frames.ts';
import { join } from './join.ts';
import type { Sender, Server } from './server.ts';

/** Serves the socket of one client, with its channels. */
export function serveSocket(options: {
  server: Server;
  socket: WebSocket;
  version: Version;
  token: string;
  headers: Record<string, string>;
}): void {
  const { server, socket, version } = options;
  const channels = new Map<string, Channel>();
  let held: (string | Uint8Array)[] | undefined;
  let inbox = Promise.resolve();
  let silence = setTimeout(hangUp, server.settings.silence);

  const sender: Sender = {
    send: (frame) => write(encodeFrame(version, frame)),
    sendUserBroadcast(topic, broadcast) {
      const data = encodeUserBroadcast(version, topic, broadcast);
      if (data !== undefined) write(data);
    },
  };

  function write(data: string | Uint8Array) {
    if (held) held.push(data);
    else if (socket.readyState === socket.OPEN) socket.send(data);
  }

  function reply({ joinRef, ref, topic }: Frame, status: 'ok' | 'error', response: unknown = {}) {
    return encodeFrame(version, { joinRef, ref, topic, event: 'phx_reply', payload: { status, response } });
  }

  /** While a join is decided, the whole socket waits: nothing is read, and messages to the client are held back. */
  async function onJoin(frame: Frame) {
    held = [];
    const before = channels.get(frame.topic);
    before?.end();
    channels.delete(frame.topic);
    const outcome = await join({
      server,
      sender,
      frame,
      channels: channels.size,
      socketToken: options.token,
      headers: options.headers,
      closed: (channel) => channels.get(frame.topic) === channel && channels.delete(frame.topic),
    }).catch(() => ({
      refused: 'UnableToConnectToProject: Realtime was unable to connect to the project database',
    }));
    const waiting = held;
    if ('refused' in outcome) {
      await delay(server.settings.refuseJoinAfter);
      held = undefined;
      write(reply(frame, 'error', { reason: outcome.refused }));
    } else {
      channels.set(frame.topic, outcome.channel);
      held = undefined;
      write(reply(frame, 'ok', outcome.response));
      outcome.sendFollowUp();
    }
    if (before) write(phxClose(frame.topic, before));
    for (const data of waiting) write(data);
  }

  function phxClose(topic: string, { joinRef }: Channel) {
    return encodeFrame(version, { joinRef, ref: joinRef, topic, event: 'phx_close', payload: {} });
  }

  function onLeave(frame: Frame) {
    const channel = channels.get(frame.topic);
    // The client has joined the channel again since, and was told then that the old one had ended.
    if (channel && channel.joinRef !== frame.joinRef) return;
    write(reply(frame, 'ok'));
    if (!channel) return;
    channels.delete(frame.topic);
    channel.end();
    write(phxClose(frame.topic, channel));
  }

  async function onFrame(frame: Frame) {
    const channel = channels.get(frame.topic);
    if (frame.topic === 'phoenix' && frame.event === 'heartbeat') write(reply(frame, 'ok'));
    else if (frame.event === 'phx_join' && frame.topic.startsWith('realtime:')) await onJoin(frame);
    else if (frame.event === 'phx_leave') onLeave(frame);
    else if (channel) channel.handle(frame);
    else write(reply({ ...frame, joinRef: null }, 'error', { reason: 'unmatched topic' }));
  }

  function hangUp() {
    socket.close(1000);
  }

  socket.on('message', (data: Buffer, isBinary) => {
    clearTimeout(silence);
    silence = setTimeout(hangUp, server.settings.silence);
    const frame = isBinary ? decodePush(version, data) : decodeText(version, data.toString());
    if (frame) inbox = inbox.then(() => onFrame(frame)).catch(() => socket.terminate());
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearTimeout(silence);
    for (const channel of channels.values()) channel.end();
    channels.clear();
  });
}
