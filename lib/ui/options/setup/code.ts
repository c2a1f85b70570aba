import { checkServer, type Server } from '../server/check.ts';

/** What another browser needs to know. */
export interface Setup {
  server: Server;
  /** The address of the account. */
  email: string;
  /** Signs the other browser in, once. Without it the person types their password there. */
  secret?: string;
}

/** What is wrong with a setup code. A catalogue key under `setup.`. */
export type SetupComplaint = 'bad' | 'incomplete' | 'too_long' | 'later_version';

const version = 1;
/** More characters than any code has. */
const most = 4000;

const form = /^baton(\d{1,4})-([\w-]*)$/;

/** One line of text, without a space, so that it is copied as a whole. At its end is a sum that shows what is lost. */
export function writeSetupCode({ server, email, secret }: Setup): string {
  const bytes = new TextEncoder().encode(
    JSON.stringify([server.url, server.key, email, ...(secret === undefined ? [] : [secret])]),
  );
  return `baton${version}-${toText([...bytes, ...sumOf(bytes)])}`;
}

/** Reads what was pasted. Line ends and spaces in it come from the way on which it was sent. */
export function readSetupCode(pasted: string): { setup: Setup } | { complaint: SetupComplaint } {
  if (pasted.length > most) return { complaint: 'too_long' };
  const [, given = '', text = ''] = form.exec(pasted.replaceAll(/\s/g, '')) ?? [];
  if (given === '') return { complaint: 'bad' };
  if (Number(given) > version) return { complaint: 'later_version' };
  const content = toBytes(text)?.slice(0, -sumLength);
  if (!content || toText([...content, ...sumOf(content)]) !== text) return { complaint: 'incomplete' };
  const setup = setupIn(content);
  return Number(given) === version && setup ? { setup } : { complaint: 'bad' };
}

function setupIn(content: Uint8Array): Setup | null {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return null;
  }
  if (!Array.isArray(value) || value.length < 3 || value.length > 4) return null;
  const [url, key, email, secret] = value as unknown[];
  if (typeof url !== 'string' || typeof key !== 'string' || !isAddress(email)) return null;
  const checked = checkServer({ url, key });
  if ('complaint' in checked) return null;
  if (secret === undefined) return { server: checked.server, email };
  return isSecret(secret) ? { server: checked.server, email, secret } : null;
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 254 && /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u.test(value);
}

function isSecret(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{43,128}$/.test(value);
}

const sumLength = 4;

/** FNV-1a. It finds what was cut off or mistyped, and is no protection against anybody. */
function sumOf(bytes: Uint8Array): number[] {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  return [24, 16, 8, 0].map((shift) => (sum >>> shift) & 255);
}

function toText(bytes: readonly number[]): string {
  const text = btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function toBytes(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
      sign.charCodeAt(0),
    );
  } catch {
    return null;
  }
}
