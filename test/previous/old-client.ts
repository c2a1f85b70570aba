import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket, type RawData } from 'ws';
import type { Backend } from '../../supabase/local/backend.ts';
import { missingIn, rowsIn } from './answer-shape.ts';
import { decodeBroadcast } from './broadcast.ts';
import type { Frame, WireLine } from './formats.ts';

/** How long a reply on a socket is waited for, in milliseconds. */
const patience = 20_000;
/** How long broadcasts that are under way have before a client goes on, in milliseconds. */
const briefly = 50;

interface Socket {
  socket: WebSocket;
  /** What it has received and nobody has asked for yet. */
  heard: unknown[];
}

/**
 * Says to a server what the previous version's clients said, line by line, with the tokens and ids of this server in
 * the place of the recorded ones. Returns what it answered otherwise than the server did then.
 */
export async function replayRequests(
  lines: readonly WireLine[],
  server: Pick<Backend, 'url' | 'publishable_key'>,
): Promise<string[]> {
  const known = new Map([['sb_publishable_fake', server.publishable_key]]);
  const sockets = new Map<number, Socket>();
  const requests = new Map(lines.flatMap((line) => (line.type === 'request' ? [[line.call, line]] : [])));
  const received = new Set<string>();
  const expected = new Set<string>();
  const findings: string[] = [];

  const today = (text: string) => [...known].reduce((said, [then, now]) => said.replaceAll(then, now), text);

  /** Which rows a device got then, and which it has got now. */
  function count({ device }: WireLine, recorded: unknown, actual: unknown): void {
    for (const row of rowsIn(recorded)) expected.add(`${device}: ${row}`);
    for (const row of rowsIn(actual)) received.add(`${device}: ${row}`);
  }

  /** In the order of the answers, which is that of the transactions where two devices ask at once. */
  async function ask(recorded: Extract<WireLine, { type: 'answer' }>): Promise<void> {
    const line = requests.get(recorded.call);
    if (!line) return;
    const { method, path, headers, body, call } = line;
    const response = await fetch(server.url + path, {
      method,
      headers: JSON.parse(today(JSON.stringify(headers))) as Record<string, string>,
      ...(body !== null && { body: today(JSON.stringify(body)) }),
    });
    const answer = parse(await response.text());
    const { status } = response;
    const what = `${call} ${method} ${path}`;
    if (status !== recorded.status) findings.push(`${what}: ${status}, was ${recorded.status}`);
    findings.push(...missingIn(answer, recorded.body).map((missing) => `${what}: ${missing}`));
    count(line, recorded.body, answer);
    for (const [then, now] of renamed(recorded.body, answer)) known.set(then, now);
  }

  async function open({
    socket: number,
    path,
    ...line
  }: Extract<WireLine, { path: string; socket: number }>) {
    const socket = new WebSocket(server.url.replace('http', 'ws') + today(path));
    const heard: unknown[] = [];
    socket.on('message', (data: RawData, isBinary: boolean) => {
      const bytes = data as Buffer;
      const message = isBinary ? decodeBroadcast(bytes) : parse(bytes.toString());
      heard.push(message);
      for (const row of rowsIn(message)) received.add(`${line.device}: ${row}`);
    });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve).once('error', reject);
    });
    sockets.set(number, { socket, heard });
  }

  /** Waits for a reply of the recorded kind and shape. Broadcasts come at any moment and are compared at the end. */
  async function hear(line: Extract<WireLine, Frame>): Promise<void> {
    if ('binary' in line) {
      count(line, decodeBroadcast(Buffer.from(line.binary, 'base64')), null);
      return;
    }
    const heard = sockets.get(line.socket)?.heard ?? [];
    const until = Date.now() + patience;
    while (Date.now() < until) {
      const place = heard.findIndex((message) => kindOf(message) === kindOf(line.json));
      if (place >= 0) {
        const faults = missingIn(heard.splice(place, 1)[0], line.json);
        findings.push(...faults.map((fault) => `Socket ${line.socket}, ${kindOf(line.json)}: ${fault}`));
        return;
      }
      await pause(5);
    }
    findings.push(`Socket ${line.socket} never heard ${kindOf(line.json)}`);
  }

  function compareBroadcasts(): void {
    for (const line of lines) {
      if (line.type !== 'received' || !('binary' in line)) continue;
      const recorded = decodeBroadcast(Buffer.from(line.binary, 'base64'));
      const rows = rowsIn(recorded).map(today);
      const heard = sockets.get(line.socket)?.heard ?? [];
      const alike = heard.filter((one) => rowsIn(one).some((row) => rows.includes(row)));
      const faults = alike.map((one) => missingIn(one, recorded));
      // There is a broadcast for each change of a row. One of these is the recorded one.
      if (faults.every(({ length }) => length > 0))
        findings.push(...(faults[0] ?? []).map((fault) => `Socket ${line.socket}: ${fault}`));
    }
  }

  for (const line of lines) {
    if (line.type === 'answer') await ask(line);
    else if (line.type === 'open') await open(line);
    else if (line.type === 'received') await hear(line);
    else if (line.type === 'close') {
      await pause(briefly);
      sockets.get(line.socket)?.socket.close();
    } else if (line.type === 'sent' && 'json' in line) {
      await pause(briefly);
      sockets.get(line.socket)?.socket.send(today(JSON.stringify(line.json)));
    }
  }
  compareBroadcasts();
  for (const { socket } of sockets.values()) socket.terminate();
  const never = [...expected].filter((row) => !received.has(today(row)));
  return [...findings, ...never.map((row) => `Never received by ${row}`)];
}

/** What a message is and, of a reply, to which push and how: a reply to a join is none to a heartbeat. */
function kindOf(message: unknown): string {
  const [, ref, , event, payload] = message as [
    unknown,
    unknown,
    unknown,
    string,
    { status?: string } | null,
  ];
  return event === 'phx_reply' ? `${event} ${String(ref)} ${payload?.status}` : event;
}

/** What this server calls otherwise: its tokens, and the account. */
function renamed(then: unknown, now: unknown): [string, string][] {
  const before = objectOf(then);
  const after = objectOf(now);
  const pairs = [
    [before['access_token'], after['access_token']],
    [before['refresh_token'], after['refresh_token']],
    [objectOf(before['user'])['id'], objectOf(after['user'])['id']],
  ];
  return pairs.filter((pair): pair is [string, string] => pair.every((part) => typeof part === 'string'));
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? null : text;
  }
}
