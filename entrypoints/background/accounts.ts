import type { Activity } from '../../lib/browser/activity.ts';
import type { StatusKeeper } from '../../lib/browser/status-keeper.ts';
import type { Answer, Command } from '../../lib/command.ts';
import { openLife, type Life } from './life.ts';

export type AccountCommand = Extract<
  Command,
  { type: 'sign-in' | 'sign-up' | 'sign-out' | 'connect' | 'test-connection' }
>;

export function createAccounts(status: StatusKeeper, activity: Activity) {
  let current: Promise<Life> | null = null;
  const life = (): Promise<Life> => (current ??= openLife({ account: null, status, activity }));
  return {
    life,
    isSignedIn: () => status.get().account !== null,
    async handle(_command: AccountCommand): Promise<Answer> {
      return Promise.resolve({ ok: false, reason: 'no_server' });
    },
  };
}
