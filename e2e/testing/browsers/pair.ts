import postgres from 'postgres';
import type { Backend } from '../../../supabase/local/backend.ts';
import type { HeldRows } from '../records/held-rows.ts';
import { openProfile, type Profile, type ProfileOptions } from './profile.ts';
import { recordRings } from '../records/recorded-rings.ts';
import { servedRows } from '../records/served-rows.ts';
import { signIn, signUp } from '../pages/sign-in.ts';

/** Two browsers of one person, and the database between them. */
export interface Pair {
  a: Profile;
  b: Profile;
  email: string;
  password: string;
  /** What the database holds of this person. */
  served(): Promise<HeldRows>;
  close(): Promise<void>;
}

type Server = Pick<Backend, 'url' | 'publishable_key' | 'db_url'>;

/** Opens two profiles, of Chromium if nothing else is said, on the backend and signs both in to a new account. */
export async function openPair(
  backend: Server,
  options: { email?: string; a?: Partial<ProfileOptions>; b?: Partial<ProfileOptions> } = {},
): Promise<Pair> {
  const { email = 'two@browsers.example' } = options;
  const password = 'correct horse';
  const sql = postgres(backend.db_url, { max: 1, onnotice: () => undefined });
  const open = (more: Partial<ProfileOptions> = {}) => openProfile({ browser: 'chromium', backend, ...more });
  const [a, b] = await Promise.all([open(options.a), open(options.b)]);
  await Promise.all([a.connect(), b.connect()]);
  await signUp(a, email, password);
  await signIn(b, email, password);
  await Promise.all([recordRings(a), recordRings(b)]);
  return {
    a,
    b,
    email,
    password,
    served: () => servedRows(sql, email),
    async close() {
      await Promise.all([a.close(), b.close()]);
      await sql.end({ timeout: 1 });
    },
  };
}
