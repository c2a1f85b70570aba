import { jsonFields } from '../wire/json-fields.ts';
import { shorten } from '../wire/shorten.ts';

/** What came of joining a topic. `closed`: there was no socket. `silent`: nothing answered in time. */
export type Joined = { outcome: 'joined' | 'closed' | 'silent' } | { outcome: 'refused'; words: string };

export interface TopicRequest {
  /** The address of the project, without a slash at its end. */
  base: string;
  key: string;
  topic: string;
  isPrivate: boolean;
  openSocket(address: string): WebSocket;
  /** Milliseconds. A refusal alone takes five seconds. */
  limit: number;
}

/** Joins a topic as a stranger does, and leaves it at once. */
export function joinTopic({ base, key, topic, isPrivate, openSocket, limit }: TopicRequest): Promise<Joined> {
  const address = `${base.replace(/^http/, 'ws')}/realtime/v1/websocket?apikey=${encodeURIComponent(key)}&vsn=1.0.0`;
  return new Promise((resolve) => {
    let socket: WebSocket;
    try {
      socket = openSocket(address);
    } catch {
      resolve({ outcome: 'closed' });
      return;
    }
    const late = AbortSignal.timeout(limit);
    const end = (joined: Joined) => {
      resolve(joined);
      socket.close();
    };
    late.addEventListener('abort', () => end({ outcome: 'silent' }));
    socket.addEventListener('open', () => socket.send(JSON.stringify(request(topic, isPrivate))));
    socket.addEventListener('error', () => end({ outcome: 'closed' }));
    socket.addEventListener('close', () => end({ outcome: 'closed' }));
    socket.addEventListener('message', ({ data }) => {
      const joined = readReply(data);
      if (joined) end(joined);
    });
  });
}

function request(topic: string, isPrivate: boolean): object {
  const config = {
    broadcast: { ack: false, self: false },
    presence: { key: '', enabled: false },
    postgres_changes: [],
    private: isPrivate,
  };
  return { topic: `realtime:${topic}`, event: 'phx_join', payload: { config }, ref: '1', join_ref: '1' };
}

/** Null for what is no reply. */
function readReply(data: unknown): Joined | null {
  try {
    const { event, payload } = jsonFields(JSON.parse(String(data)));
    if (event !== 'phx_reply') return null;
    const { status, response } = jsonFields(payload);
    if (status === 'ok') return { outcome: 'joined' };
    const { reason } = jsonFields(response);
    return { outcome: 'refused', words: typeof reason === 'string' ? shorten(reason) : '' };
  } catch {
    return null;
  }
}
