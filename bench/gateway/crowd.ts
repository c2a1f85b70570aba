import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Sockets of some people, as browsers open them. */
export interface Crowd {
  /** How many messages came since the last time that somebody asked. */
  heard(): number;
  close(): void;
}

/** What a socket says once it is open, and every half a minute. */
export interface Manners {
  address: string;
  hello?: string;
  heartbeat?: string;
}

/** So many are opened at a time. */
const atOnce = 25;

export async function openCrowd(all: readonly Manners[]): Promise<Crowd> {
  const sockets: WebSocket[] = [];
  let heard = 0;
  const beat = setInterval(() => {
    sockets.forEach((socket, at) => {
      const heartbeat = all[at]?.heartbeat;
      if (heartbeat !== undefined) socket.send(heartbeat);
    });
  }, 30_000);

  async function open({ address, hello }: Manners, at: number): Promise<void> {
    const socket = new WebSocket(address, { perMessageDeflate: false });
    await once(socket, 'open');
    if (hello !== undefined) {
      socket.send(hello);
      const [answer] = (await once(socket, 'message')) as [Buffer];
      if (!answer.toString().includes('"status":"ok"')) throw new Error(answer.toString());
    }
    socket.on('message', (data: Buffer) => {
      if (!data.toString().includes('phx_reply')) heard += 1;
    });
    sockets[at] = socket;
  }

  for (let at = 0; at < all.length; at += atOnce)
    await Promise.all(all.slice(at, at + atOnce).map(async (manners, i) => open(manners, at + i)));
  return {
    heard() {
      const count = heard;
      heard = 0;
      return count;
    },
    close() {
      clearInterval(beat);
      for (const socket of sockets) socket.terminate();
    },
  };
}
