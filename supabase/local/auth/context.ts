import type { TransactionSql } from 'postgres';
import type { OutgoingMail } from '../http/mailbox.ts';
import type { Rules } from './settings.ts';

/** What a request to Auth works with. Its transaction ends with it. */
export type AuthContext = {
  tx: TransactionSql;
  rules: Rules;
  /** Mails that go once everything is kept. */
  outgoing: OutgoingMail[];
  /** The address of the backend. */
  url: string;
  /** Signs the access tokens. */
  secret: string;
  /** Milliseconds since the epoch. */
  now: () => number;
};

export type Body = Record<string, unknown>;

/** A request to Auth, read. */
export type Asked = {
  query: URLSearchParams;
  body: Body;
  /** The bearer token. */
  token: string;
  /** Whether it came with the secret key. */
  isAdmin: boolean;
  agent: string | null;
};

export const textIn = (body: Body, name: string): string => {
  const value = body[name];
  return typeof value === 'string' ? value : '';
};

export const objectIn = (body: Body, name: string): Body => {
  const value = body[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
};
