import type { Mutation } from './mutation.ts';

/** Rules about what a server answers. */
export const answerMutations: readonly Mutation[] = [
  {
    rule: 'only Auth ends a login',
    file: 'lib/sync/supabase/answers.ts',
    from: "PGRST303 PT401', 'token_refused', 'token'],",
    to: "PGRST303 PT401', 'session_expired', 'signed-out'],",
  },
  {
    rule: 'a token from the future ends no login',
    file: 'lib/sync/supabase/answers.ts',
    from: "{ reason: 'server_clock', next: 'early' }",
    to: "{ reason: 'session_expired', next: 'signed-out' }",
  },
  {
    rule: 'a call that is too slow is halved',
    file: 'lib/sync/row-transfer.ts',
    from: 'batch = most = Math',
    to: 'most = Math',
  },
];
