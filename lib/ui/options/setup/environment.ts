import type { Answer } from '../../../messages/answer.ts';
import type { Server } from '../server/check.ts';

/** What setup codes need of the browser that the page runs in. */
export interface SetupEnvironment {
  /** Whether the project has the Edge Function `pair`. */
  hasPair(server: Server): Promise<boolean>;
  /** A new secret that nobody can guess. */
  makeSecret(): string;
  /** Its SHA-256, in hexadecimal digits. */
  hash(secret: string): Promise<string>;
  /** What this browser is called. */
  deviceName(): Promise<string>;
  /** Asks whether personal data may be sent. The browser accepts the question only within a click. */
  consent(): Promise<boolean>;
  probe(server: Server): Promise<Answer>;
  copy(text: string): Promise<void>;
  now(): number;
}
