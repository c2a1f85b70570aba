/** Puts fixed values in the place of keys, tokens and addresses, the same for the same ones in every text. */
export interface Secrets {
  hide(text: string): string;
}

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9';
/** The beginning of the year 2100, in seconds: a kept token does not expire. */
const never = 4_102_444_800;

/** `texts` are searched for the refresh tokens, which have no form to be known by. */
export function findSecrets(texts: readonly string[]): Secrets {
  const refresh = new Map<string, string>();
  for (const text of texts)
    for (const [, token = ''] of text.matchAll(/\\?"refresh_token\\?":\\?"([^"\\]+)/g))
      if (!refresh.has(token)) refresh.set(token, `fake-refresh-${refresh.size + 1}`);
  return {
    hide(text) {
      const plain = [...refresh].reduce((hidden, [token, fake]) => hidden.replaceAll(token, fake), text);
      return plain
        .replaceAll(/eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]+/g, (_, claims: string) => fakeToken(claims))
        .replaceAll(/sb_(publishable|secret)_[\w-]+/g, 'sb_$1_fake')
        .replaceAll(/(http|ws):\/\/127\.0\.0\.1:\d+/g, nowhere);
    },
  };
}

function fakeToken(claims: string): string {
  const kept = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { ...kept, exp: never },
  ];
  return [...parts.map((part) => encoded(JSON.stringify(part))), encoded('fake')].join('.');
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64url');
}
