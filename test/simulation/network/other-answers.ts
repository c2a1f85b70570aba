import type { ApiError } from '../../../lib/sync/supabase/answers.ts';
import type { Random } from '../plan/random.ts';

/** What a server answers at times in the place of a reply, without having written anything. */
const answers: Readonly<Record<string, ApiError>> = {
  'clocks of the server that differ': { status: 401, code: 'PGRST303', message: 'JWT issued at future' },
  'tokens that are not taken': { status: 401, code: 'PGRST301', message: 'No suitable key was found' },
  'busy servers': { status: 500, code: '55P03', message: 'canceling statement due to lock timeout' },
  'paused projects': { status: 540, message: 'The server answered 540.' },
  'pages of proxies': { status: 403, code: 'web_page', message: 'The server answered 403.' },
};

/** What runs into the time limit of the database. */
export const statementTimeout: ApiError = {
  status: 500,
  code: '57014',
  message: 'canceling statement due to statement timeout',
};

export function otherAnswer(random: Random): { kind: string; error: ApiError } {
  const [kind, error] = random.pick(Object.entries(answers));
  return { kind, error };
}
