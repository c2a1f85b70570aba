import type { Claims } from '../jwt.ts';
import type { Authorization, ReadPermissions } from './authorization.ts';
import type { Frame, UserBroadcast } from './frames.ts';
import type { Rate } from './rate.ts';
import type { Replay } from './replay.ts';
import type { GatewaySettings } from './settings.ts';
import type { Topics } from './topics.ts';

/** What all sockets of a gateway share. */
export type Server = {
  settings: GatewaySettings;
  jwtSecret: string;
  authorization: Authorization;
  topics: Topics;
  rate: Rate;
  replay: Replay;
  /** Calls `followed` once, now or when the database is followed again. */
  whenFollowing(followed: () => void): void;
};

/** Sends frames to the client of a channel. */
export type Sender = {
  send(frame: Frame): void;
  sendUserBroadcast(topic: string, broadcast: UserBroadcast): void;
};

/** Who has joined a channel and what they may do there. The database is asked once for each token. */
export type Access = {
  token: string;
  claims: Claims;
  headers: Record<string, string>;
  /** Only for a private channel. In a public one everybody may read. */
  read: ReadPermissions | undefined;
  write: { broadcast?: boolean; presence?: boolean };
};
