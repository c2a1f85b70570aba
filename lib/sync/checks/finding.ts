import type { ServerReason } from '../server-reason.ts';

/** What strangers can see of a project. */
export const outside = [
  'reachable',
  'key',
  'schema',
  'rights',
  'realtime',
  'accounts',
  'pair',
  'clock',
] as const;

/** What is looked at, in the order in which it is told. */
export const checks = [...outside, 'sign_in', 'sync'] as const;

export type Check = (typeof checks)[number];

/** A sentence of its own, in the catalogue under `check.`. */
export type CheckWord =
  | 'secret_key'
  | 'earlier_schema'
  | 'open_to_strangers'
  | 'others_readable'
  | 'realtime_missing'
  | 'realtime_open'
  | 'realtime_deaf'
  | 'no_way_in'
  | 'pair_fails'
  | 'clock_off'
  | 'clocks_apart'
  | 'clock_hidden'
  | 'needs_login';

export interface Finding {
  check: Check;
  /**
   * `remark`: it works, and there is something to know. `bad`: it does not work, or is not safe. `unseen`: it could not
   * be looked at.
   */
  state: 'good' | 'remark' | 'bad' | 'unseen';
  /** The sentence for a remark or for what is bad. */
  word?: ServerReason | CheckWord;
  /** What the sentence names. */
  values?: string[];
  /** The server's own words. */
  detail?: string;
  /** What else was found, for whoever reads all of it. */
  facts?: Readonly<Record<string, string | number | boolean>>;
}

export const good = (check: Check, facts?: Finding['facts']): Finding => ({
  check,
  state: 'good',
  ...(facts && { facts }),
});

/** `word` says why, where it is not that something before it is not right. */
export const unseen = (check: Check, word?: CheckWord): Finding => ({
  check,
  state: 'unseen',
  ...(word && { word }),
});

export function fault(
  state: 'remark' | 'bad',
  check: Check,
  word: NonNullable<Finding['word']>,
  more: Pick<Finding, 'values' | 'detail' | 'facts'> = {},
): Finding {
  return { check, state, word, ...more };
}
