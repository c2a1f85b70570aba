import { createModelRemote } from '../../../test/server-model/model-remote.ts';
import { createServerModel, type ServerModel } from '../../../test/server-model/server-model.ts';
import type { WireRowOf } from '../../../test/server-model/wire-rows.ts';
import type { ToolbarState } from '../../engine/engine.ts';
import { noContact, type Contact } from '../../messages/contact.ts';
import type { Status } from '../../messages/status.ts';
import { eraseDatabase, openDatabase } from '../../store/database.ts';
import type { Change } from '../../store/rows.ts';
import { device } from '../../store/testing/rows.ts';
import type { Remote } from '../../sync/remote.ts';
import type { Auth } from '../../sync/supabase/auth.ts';
import { goodNetwork } from '../../sync/testing/test-device.ts';
import { createVirtualTime, type VirtualTime } from '../../sync/testing/virtual-time.ts';
import { encodeChange } from '../../sync/wire/codec.ts';
import type { Background } from '../background.ts';
import { openSignedIn } from './host.ts';

export interface TestBrowser {
  background: Background;
  time: VirtualTime;
  status(): Status;
  seen: Seen;
  /** Puts a row on the server, as another device of the account would. */
  fromElsewhere(change: Change): void;
}

/** What can be seen of a browser from outside, and what a test may change. */
export interface Seen {
  calls: number;
  /** The tables of the rows that each call carried. */
  carried: string[][];
  /** Hints that came. */
  hints: number;
  /** Times that the server was only asked where it stands. */
  looks: number;
  isListening: boolean;
  /** Milliseconds from now; null is never. */
  pulse: number | null;
  isThere: boolean;
  isOffline: boolean;
  /** Whether the server leaves calls without an answer. */
  isSilent: boolean;
  /** Whether hints get lost though the channel is joined. */
  isDeaf: boolean;
  /** What pages were told of the connection last. */
  contact: Contact;
  /** What the toolbar showed, newest last. */
  painted: ToolbarState[];
  rung: ToolbarState[];
  signOuts: number;
  /** How often a painter was stopped. */
  stops: number;
  /** What the diagnostic log was given. */
  notes: string[];
  /** What broke in work that nobody waits for. */
  failures: unknown[];
}

export interface TestBrowserOptions {
  others?: string[];
  known?: Partial<Status>;
  /** What browsers of one account share. */
  world?: World;
  /** Each browser of a world has a disk of its own. */
  device?: string;
}

export interface World {
  time: VirtualTime;
  model: ServerModel;
}

export function createWorld(): World {
  const time = createVirtualTime();
  return { time, model: createServerModel({ now: time.now }) };
}

/** A browser at which Ada is signed in unless `known` says otherwise. Her other devices synced just now. */
export function openTestBrowser({
  others = [],
  known = {},
  world = createWorld(),
  device: own,
}: TestBrowserOptions = {}): TestBrowser {
  const { time, model } = world;
  const seen: Seen = {
    calls: 0,
    carried: [],
    hints: 0,
    looks: 0,
    isListening: false,
    pulse: null,
    isThere: true,
    isOffline: false,
    isSilent: false,
    isDeaf: false,
    contact: noContact,
    painted: [],
    rung: [],
    signOuts: 0,
    stops: 0,
    notes: [],
    failures: [],
  };
  function fromElsewhere(change: Change): void {
    model.sync('ada', 0, [JSON.parse(JSON.stringify(encodeChange(change))) as WireRowOf]);
  }
  for (const id of others) fromElsewhere(device({ id, last_seen: time.now() }));
  const wire = createModelRemote(model, 'ada', {
    ...goodNetwork,
    nextOutcome: () => (seen.isOffline ? 'request lost' : 'arrives'),
  });
  const remote: Remote = {
    sync(...call) {
      seen.calls += 1;
      seen.carried.push(call[1].map(({ table }) => table));
      if (seen.isSilent) return Promise.withResolvers<never>().promise;
      return wire.sync(...call);
    },
    head() {
      seen.looks += 1;
      return seen.isSilent ? Promise.withResolvers<never>().promise : wire.head();
    },
    listen(on) {
      const hangUp = wire.listen({
        ...on,
        hint(hint) {
          if (seen.isDeaf) return;
          seen.hints += 1;
          on.hint(hint);
        },
      });
      seen.isListening = true;
      return () => {
        seen.isListening = false;
        hangUp();
      };
    },
  };
  const auth: Partial<Auth> = {
    signOut() {
      seen.signOuts += 1;
      return Promise.resolve();
    },
  };
  let made = 0;
  const { background, status } = openSignedIn(
    { auth: auth as Auth, remote: () => Promise.resolve(remote) },
    {
      read: time.reader(),
      schedule: time.schedule,
      activity: {
        isThere: () => Promise.resolve(seen.isThere),
        lastActive: () => Promise.resolve(time.now()),
      },
      diagnostics: {
        note: (code, about = '') => void seen.notes.push(`${code} ${about}`),
        clock: () => undefined,
        watch: (watched) => watched,
      },
      tellContact: (contact) => void (seen.contact = contact),
      createPainter: () => ({
        paint(state) {
          seen.painted.push(state);
          return Promise.resolve();
        },
        stop: () => void (seen.stops += 1),
      }),
      ring(state) {
        seen.rung.push(state);
        return Promise.resolve();
      },
      setPulse(at) {
        seen.pulse = at === null ? null : at - time.now();
        return Promise.resolve();
      },
      failed: (error) => void seen.failures.push(error),
      ...(own !== undefined && {
        disk: {
          open: (name, ...more) => openDatabase(`${own} ${name}`, ...more),
          erase: (name) => eraseDatabase(`${own} ${name}`),
        },
        ids: { make: () => `${own}-${(made += 1)}`, derive: (name, kind) => `${kind}:${name}` },
      }),
    },
    own === undefined ? known : { device: own, ...known },
  );
  return { background, time, status, seen, fromElsewhere };
}
