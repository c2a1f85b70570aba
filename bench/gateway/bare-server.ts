/** The yardstick: sockets of `ws` and nothing else. Says its port, and sends what it is told to everybody. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

process.once('disconnect', () => process.exit());
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
process.on('message', (text: string) => {
  for (const socket of server.clients) socket.send(text);
});
await once(server, 'listening');
process.send?.((server.address() as AddressInfo).port);
