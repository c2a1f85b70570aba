export type Version = 1 | 2;

/** A message of the Phoenix channel protocol, in any version. */
export type Frame = {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
};

/** A broadcast with its payload as bytes. The gateway never reads the payload. */
export type UserBroadcast = { event: string; encoding: 'json' | 'binary'; bytes: Uint8Array; meta: string };

const pushKind = 3;
const broadcastKind = 4;

/** The protocol version from the `vsn` of a socket's address. Undefined if the server does not know it. */
export function versionOf(vsn: string | null): Version | undefined {
  if (vsn === null || /^1\.0\.\d+$/.test(vsn)) return 1;
  return /^2\.0\.\d+$/.test(vsn) ? 2 : undefined;
}

export function encodeFrame(version: Version, { joinRef, ref, topic, event, payload }: Frame): string {
  return JSON.stringify(
    version === 2 ? [joinRef, ref, topic, event, payload] : { ref, event, payload, topic },
  );
}

/** Reads a text message of a client. Undefined if it is not valid. */
export function decodeText(version: Version, text: string): Frame | undefined {
  const value = parse(text);
  if (version === 1) {
    if (!isRecord(value)) return undefined;
    return frame(value['join_ref'], value['ref'], value['topic'], value['event'], value['payload']);
  }
  return Array.isArray(value) && value.length === 5
    ? frame(value[0], value[1], value[2], value[3], value[4])
    : undefined;
}

/** Reads a binary message of a client. It is always a broadcast; the payload of the frame is a UserBroadcast. */
export function decodePush(
  version: Version,
  data: Uint8Array,
): (Frame & { payload: UserBroadcast }) | undefined {
  if (version === 1 || data[0] !== pushKind || data.length < 7) return undefined;
  let at = 7;
  const texts = [...data.subarray(1, 6)].map((length) => {
    const text = Buffer.from(data.subarray(at, at + length)).toString();
    at += length;
    return text;
  });
  if (at > data.length) return undefined;
  const [joinRef = '', ref = '', topic = '', event = ''] = texts;
  // The metadata that the client sent is not passed on.
  const payload: UserBroadcast = {
    event,
    encoding: data[6] === 0 ? 'binary' : 'json',
    bytes: data.subarray(at),
    meta: '',
  };
  return { joinRef: joinRef || null, ref: ref || null, topic, event: 'broadcast', payload };
}

/** Writes a broadcast for a client. Undefined if the version of its protocol cannot carry it. */
export function encodeUserBroadcast(
  version: Version,
  topic: string,
  { event, encoding, bytes, meta }: UserBroadcast,
): string | Uint8Array | undefined {
  if (version === 2) {
    const texts = [topic, event, meta].map((text) => Buffer.from(text));
    // Each length is one byte.
    if (texts.some((text) => text.length > 255)) return undefined;
    const head = [broadcastKind, ...texts.map((text) => text.length), encoding === 'json' ? 1 : 0];
    return Buffer.concat([Buffer.from(head), ...texts, bytes]);
  }
  if (encoding === 'binary') return undefined;
  const payload = {
    event,
    ...(meta ? { meta: parse(meta) } : {}),
    payload: parse(Buffer.from(bytes).toString()),
    type: 'broadcast',
  };
  return encodeFrame(1, { joinRef: null, ref: null, topic, event: 'broadcast', payload });
}

function frame(joinRef: unknown, ref: unknown, topic: unknown, event: unknown, payload: unknown) {
  if (typeof topic !== 'string' || typeof event !== 'string') return undefined;
  return { joinRef: textOrNull(joinRef), ref: textOrNull(ref), topic, event, payload };
}

function textOrNull(value: unknown) {
  return typeof value === 'string' ? value : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
