/**
 * What a mail brings that proves its address: the code in it, or the hash in its link and the address that the link
 * leads to.
 */
export type MailProof = { code: string } | { token_hash: string; server: string };

/** What a mail is for. `change`: to give the account another address. */
export type MailPurpose = 'enter' | 'change';

export type ReadMailProof =
  | { ok: true; proof: MailProof }
  /** `host` is where a link leads instead of to the server. */
  | { ok: false; reason: 'nothing' | 'other_server' | 'other_mail'; host?: string };

/**
 * Reads what a person has taken out of a mail: its link, its code, or all of it. `text` has plain digits. A link counts
 * only if it leads to `server`, and nobody opens it: the hash in it is worth as much as a code.
 */
export function readMailProof(text: string, server: string, purpose: MailPurpose): ReadMailProof {
  const links = linksIn(text);
  const own = links.find((link) => isOf(server, link) && hashIn(link) !== null);
  const code = codeIn(text);
  if (!own && code !== null) return { ok: true, proof: { code } };
  const [first] = links;
  if (!own)
    return first ? { ok: false, reason: 'other_server', host: first.host } : { ok: false, reason: 'nothing' };
  if ((own.searchParams.get('type') === 'email_change') !== (purpose === 'change')) {
    return { ok: false, reason: 'other_mail' };
  }
  return { ok: true, proof: { token_hash: hashIn(own) ?? '', server } };
}

/** Whether a proof may be shown to the server at `base`. */
export function isProofFor(base: string, proof: MailProof): boolean {
  return 'code' in proof || withoutSlash(proof.server) === withoutSlash(base);
}

const anyLink = /https?:\/\/[^\s<>"']+/giu;

/** How often a link may be packed into another one. */
const deepest = 3;

/** All links of a text, also those that a mail program has packed into another one. */
function linksIn(text: string, depth = 0): URL[] {
  if (depth > deepest) return [];
  return [...text.slice(0, longest).replaceAll('&amp;', '&').matchAll(anyLink)].flatMap(([found]) => {
    const link = URL.parse(found.replace(/[.,;:)\]]+$/, ''));
    return link
      ? [link, ...[...link.searchParams.values()].flatMap((value) => linksIn(value, depth + 1))]
      : [];
  });
}

/** Characters of which a mail is read. A link has a few hundred. */
const longest = 20_000;

function isOf(server: string, { origin, pathname }: URL): boolean {
  const verify = URL.parse(`${withoutSlash(server)}/auth/v1/verify`);
  return verify !== null && verify.origin === origin && verify.pathname === pathname;
}

/** Its hash, which in a mail that was bound to a verifier has a prefix. */
function hashIn({ searchParams }: URL): string | null {
  const token = searchParams.get('token') ?? searchParams.get('token_hash') ?? '';
  return /^[\w-]{16,256}$/.test(token) ? token : null;
}

/** The digits, also if they stand apart. Where there are others, too, those that stand together. */
function codeIn(text: string): string | null {
  const groups: string[] = text.slice(0, longest).replaceAll(anyLink, ' ').match(/\d+/g) ?? [];
  const together = [...new Set(groups.filter(isCode))];
  if (together.length === 1) return together[0] ?? null;
  const all = groups.join('');
  return together.length === 0 && isCode(all) ? all : null;
}

/** A project chooses how many digits its codes have. */
function isCode(digits: string): boolean {
  return digits.length >= 6 && digits.length <= 10;
}

function withoutSlash(url: string): string {
  return url.trim().replace(/\/+$/, '');
}
