import { fileURLToPath } from 'node:url';
import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import type { Check, Finding } from '../../lib/sync/checks/finding.ts';
import type { Line } from './line.ts';

const english = fileURLToPath(new URL('../../locales/en.yml', import.meta.url));

const names: Readonly<Record<Check, string>> = {
  reachable: 'reachable',
  key: 'key',
  schema: 'schema',
  rights: 'row-level security',
  realtime: 'Realtime',
  accounts: 'accounts',
  pair: 'pair',
  clock: 'clock',
  sign_in: 'sign-in',
  sync: 'live sync',
};

type Facts = NonNullable<Finding['facts']>;

/** What is said where all is well. The extension says nothing then. */
const goodWords: Readonly<Record<Check, (facts: Facts) => string>> = {
  reachable: () => 'The project answers.',
  key: () => 'The key is a publishable key of this project.',
  schema: () => "Baton's tables and functions are there, all that this version knows.",
  rights: () => 'Nobody is shown what is not theirs.',
  realtime: (facts) =>
    facts['public'] === true
      ? 'Strangers are refused private topics. Public channels are allowed: Baton needs none (Realtime, Settings).'
      : 'Strangers are refused private topics, and public channels are off.',
  accounts: accountWords,
  pair: (facts) =>
    facts['deployed'] === true
      ? 'The function answers: a setup code signs the other browser in.'
      : 'The function is not deployed: a setup code fills in all but the password.',
  clock: () => 'This machine and the server agree on the time.',
  sign_in: () => 'The password is right.',
  sync: ({ milliseconds }) => `A broadcast arrived ${milliseconds} ms after a write.`,
};

function accountWords({ email, confirmation, providers }: Facts): string {
  const mail = confirmation === true ? 'confirmed by mail' : 'without a mail';
  return [
    `People may sign up, ${mail}.`,
    ...(email === true ? [] : ['E-mail is off.']),
    providers === '' ? 'No provider is switched on.' : `Providers: ${providers}.`,
  ].join(' ');
}

/** What only this command finds. */
const own: Partial<Record<NonNullable<Finding['word']>, string>> = {
  others_readable:
    'Rows of other people can be read in $1: row-level security is off there, or a policy is too wide.',
  realtime_deaf:
    'No broadcast came after a write: look at the policies on realtime.messages and at Realtime.',
  pair_fails: 'The function is deployed and fails: look at its logs (Edge Functions).',
  clocks_apart: 'Auth and the database are $1 s apart. Sign-ins are refused for as long as that.',
  clock_hidden: 'Not looked at: the server does not tell its time.',
  needs_login: 'Not looked at: needs a login (--email).',
};

/** Says what was found, in the words of the extension where it has some. */
export async function createWords(): Promise<(finding: Finding) => Line> {
  const messages = generateChromeMessages(await parseMessagesFile(english));
  const sentenceOf = (word: string, values: readonly string[]) => {
    const text =
      own[word as keyof typeof own] ??
      ['check', 'reason', 'server'].map((group) => messages[`${group}_${word}`]?.message).find(Boolean) ??
      word;
    return text.replaceAll(/\$(\d)/g, (_, figure: string) => values[Number(figure) - 1] ?? '');
  };
  return ({ check, state, word, values = [], detail, facts = {} }) => {
    const sentence = () => {
      if (word !== undefined) return sentenceOf(word, values);
      return state === 'unseen' ? 'Not looked at: something else is not right.' : goodWords[check](facts);
    };
    return {
      name: names[check],
      state,
      sentence: sentence(),
      ...(detail && { detail }),
      ...(Object.keys(facts).length > 0 && { facts }),
    };
  };
}
