import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateApiKey } from '@supabase/lite';
import { signJwt } from '../jwt.ts';

export type Keys = { publishable_key: string; secret_key: string; jwt_secret: string };

/** Makes API keys in the form of hosted Supabase, and a secret for signing JWTs. */
export async function newKeys(): Promise<Keys> {
  return {
    publishable_key: (await generateApiKey('publishable')).key,
    secret_key: (await generateApiKey('secret')).key,
    jwt_secret: randomBytes(32).toString('base64url'),
  };
}

/** Reads the keys of a data directory, or makes them at its first use. Only the owner of the file can read it. */
export async function keysOf(dataDirectory: string): Promise<Keys> {
  const file = join(dataDirectory, 'keys.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Keys;
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Error(`${file} is damaged. Remove it: new keys are made, and everybody signs in again.`, {
        cause: error,
      });
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const keys = await newKeys();
  await mkdir(dataDirectory, { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(keys, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return keys;
}

/**
 * Turns an API key into a JWT, because Realtime knows only JWTs. The gateway of hosted Supabase does the same. Any
 * other text is returned as it is: it may be a JWT already.
 */
export function exchangeKey(key: string, keys: Keys): string {
  if (key === keys.publishable_key) return longLived('anon', keys);
  if (key === keys.secret_key) return longLived('service_role', keys);
  return key;
}

const year = 365 * 24 * 60 * 60;

function longLived(role: string, keys: Keys) {
  const now = Math.floor(Date.now() / 1000);
  return signJwt({ iss: 'supabase', role, iat: now, exp: now + 10 * year }, keys.jwt_secret);
}
