import type { TransactionSql } from 'postgres';
import { badlyFormed, refusal } from './refusal.ts';
import type { Rules } from './settings.ts';

/** Low, because this is for development: tests sign up hundreds of people. */
const cost = 6;
/** As much as its hash looks at. */
const longest = 72;

/** Refuses a password that the project does not take, with all reasons. */
export function checkStrength(password: string, rules: Rules): void {
  const { minimum_password_length, password_requirements, leaked_passwords } = rules;
  if (Buffer.byteLength(password) > longest)
    throw badlyFormed(`Password cannot be longer than ${longest} characters`);
  const faults: [reason: string, message: string, isSo: boolean][] = [
    [
      'length',
      `Password should be at least ${minimum_password_length} characters.`,
      password.length < minimum_password_length,
    ],
    [
      'characters',
      `Password should contain at least one character of each: ${password_requirements.join(', ')}.`,
      password_requirements.some((set) => !Array.from(set).some((sign) => password.includes(sign))),
    ],
    [
      'pwned',
      'Password is known to be weak and easy to guess, please choose a different one.',
      leaked_passwords.includes(password),
    ],
  ];
  const found = faults.filter(([, , isSo]) => isSo);
  if (found.length === 0) return;
  throw refusal(422, 'weak_password', found.map(([, message]) => message).join(' '), {
    weak_password: { reasons: found.map(([reason]) => reason) },
  });
}

export async function hashOf(tx: TransactionSql, password: string): Promise<string> {
  const [row] = await tx<{ hash: string }[]>`
    select extensions.crypt(${password}, extensions.gen_salt('bf', ${cost})) as hash`;
  return row?.hash ?? '';
}

/** Whether this is the password. Earlier data directories have hashes of which PostgreSQL knows an older name only. */
export async function isRight(tx: TransactionSql, password: string, hash: string | null): Promise<boolean> {
  if (!hash) return false;
  const known = hash.replace(/^\$2[by]\$/, '$2a$');
  const [row] = await tx<
    { right: boolean }[]
  >`select extensions.crypt(${password}, ${known}) = ${known} as right`;
  return row?.right ?? false;
}
