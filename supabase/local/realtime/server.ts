import type { Claims } from '../jwt.ts';
import type { Authorization, ReadPermissions } from './authorization.ts';
import type { Frame, UserBroadcast } from './frames.ts';
import type { Rate } from './rate.ts';
import type { Replay } from './replay.ts';
import type { GatewaySettings } from './settings.ts';
import type { Topics } from './topics.ts';

/** What all sockets share. */
export type Server = {
  settings: GatewaySettings;
  jwtSecret: string;
  authorization: Authorization;
  topics: Topics;
  rate: Rate;
  replay: Replay;
};

/** The way from a channel to its client. */
export type Sender = {
  send(frame: Frame): void;
  sendUserBroadcast(topic: string, broadcast: UserBroadcast): void;
};

/** Who has joined a channel and what they may do in it; asked of the database once for each token. */
export type Access = {
  token: string;
  claims: Claims;
  headers: Record<string, string>;
  /** Of a private channel; a public one asks nobody. */
  read: ReadPermissions | undefined;
  write: { broadcast?: boolean; presence?: boolean };
};
