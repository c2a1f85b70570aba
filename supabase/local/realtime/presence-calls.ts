import { isRecord } from './frames.ts';
import type { JoinRequest } from './join-request.ts';
import type { Presence, PresenceDiff } from './presence.ts';
import type { Access, Server } from './server.ts';
import type { Member } from './topics.ts';

type Outcome = {
  status: 'ok' | 'error';
  response?: unknown;
  diff?: PresenceDiff | undefined;
  close?: string;
};

/** Handles `track` and `untrack` of one channel. */
export function createPresenceCalls(options: {
  server: Server;
  presence: Presence;
  member: Member;
  name: string;
  request: JoinRequest;
  access: Access;
}): { handle(payload: unknown): Promise<Outcome> } {
  const { server, presence, member, name, request, access } = options;
  const { presenceCalls, presenceWindow } = server.settings;
  let calls = 0;
  let windowEnd = 0;
  let tracked: string | undefined;

  function tooMany() {
    if (performance.now() > windowEnd) {
      calls = 0;
      windowEnd = performance.now() + presenceWindow;
    }
    calls += 1;
    return calls > presenceCalls;
  }

  async function mayTrack() {
    if (!access.read) return true;
    access.read.presence ??= (await server.authorization.mayRead(access, name, true)).presence;
    access.write.presence ??= await server.authorization.mayWrite(access, name, 'presence');
    return access.write.presence;
  }

  async function track(payload: unknown): Promise<Outcome> {
    if (!(await mayTrack())) return { status: 'error' };
    if (!isRecord(payload))
      return { status: 'error', response: { reason: 'Presence track payload must be a map' } };
    const text = JSON.stringify(payload);
    if (text === tracked) return { status: 'ok' };
    tracked = text;
    const diff = presence.track(member, request.presenceKey, payload);
    return { status: 'ok', diff };
  }

  return {
    async handle(payload) {
      const call = isRecord(payload) ? payload : {};
      if (typeof call['event'] !== 'string') throw new Error('A presence call names its event.');
      if (tooMany()) return { status: 'error', close: 'Client presence rate limit exceeded' };
      const event = call['event'].toLowerCase();
      if (event === 'track') return track(call['payload'] ?? {});
      if (event !== 'untrack') return { status: 'error' };
      tracked = undefined;
      return { status: 'ok', diff: presence.untrack(member) };
    },
  };
}
