import type { Server } from '../../account/account-host.ts';
import type { Answer } from '../../messages/answer.ts';
import { emptyDiagnosticLog } from '../../messages/diagnostic-log.ts';
import { createStatusKeeper } from '../../messages/status-keeper.ts';
import { type Status, unknownStatus } from '../../messages/status.ts';
import { eraseDatabase, openDatabase } from '../../store/database.ts';
import { createBackground, type Background } from '../background.ts';
import { createDiagnosticRecorder } from '../diagnostic-log.ts';
import type { Host } from '../host.ts';

export interface SignedIn {
  background: Background;
  status(): Status;
}

/**
 * The background of a browser in which Ada is signed in at `server`, and nothing else happens by itself. `known` are
 * further fields of its status.
 */
export function openSignedIn(
  server: Partial<Server>,
  more: Partial<Host> = {},
  known: Partial<Status> = {},
): SignedIn {
  const keeper = createStatusKeeper(
    {
      ...unknownStatus,
      account: { id: 'ada', email: 'ada@example.org' },
      owner: 'ada',
      device: 'here',
      server: { url: 'https://example.org', key: 'key', own: true },
      ...known,
    },
    () => Promise.resolve(),
  );
  let ids = 0;
  const answers = new Map<string, Answer | null>();
  const host: Host = {
    read: () => ({ wall: 1_000_000, steady: 0 }),
    schedule: () => () => undefined,
    isSteadyInSleep: false,
    random: () => 0.5,
    ids: { make: () => `id-${(ids += 1)}`, derive: (name, kind) => `${kind}:${name}` },
    disk: { open: openDatabase, erase: eraseDatabase },
    servers: { builtIn: () => null, open: () => server as Server, endLeftLogins: () => Promise.resolve() },
    activity: { isThere: () => Promise.resolve(false), lastActive: () => Promise.resolve(null) },
    authWindow: {
      redirectUrl: () => 'https://here.example/',
      show: () => Promise.resolve({ ok: false, reason: 'window_closed' }),
    },
    makeSecret: () => 'secret',
    diagnostics: createDiagnosticRecorder({
      now: () => 0,
      read: () => Promise.resolve(emptyDiagnosticLog),
      write: () => Promise.resolve(),
    }),
    answers: {
      read: (id) => Promise.resolve(answers.get(id)),
      write: async (id, answer) => void answers.set(id, answer),
    },
    tellContact: () => undefined,
    createPainter: () => ({ paint: () => Promise.resolve(), stop: () => undefined }),
    ring: () => Promise.resolve(),
    showLedger: () => Promise.resolve(),
    clockWasSet: () => undefined,
    setPulse: () => Promise.resolve(),
    failed(error) {
      throw error;
    },
    ...more,
  };
  return { background: createBackground(host, Promise.resolve(keeper)), status: keeper.get };
}
