import { createModelRemote } from '../../../test/server-model/model-remote.ts';
import { createServerModel, type ServerModel } from '../../../test/server-model/server-model.ts';
import type { WireRowOf } from '../../../test/server-model/wire-rows.ts';
import { eraseDatabase, openDatabase } from '../../store/database.ts';
import { ledgerName } from '../../store/ledger-name.ts';
import type { Ledger } from '../../store/ledger.ts';
import { ownerAt } from '../../store/owner.ts';
import type { Change } from '../../store/rows.ts';
import { task } from '../../store/testing/rows.ts';
import type { ServerReason } from '../../sync/server-reason.ts';
import type { AccountChanges } from '../../sync/supabase/account-changes.ts';
import type { Auth } from '../../sync/supabase/auth.ts';
import type { FoundWaysIn, OtherWaysIn, WaysIn } from '../../sync/supabase/ways-in.ts';
import { goodNetwork } from '../../sync/testing/test-device.ts';
import { encodeChange } from '../../sync/wire/codec.ts';
import type { AccountHost, AuthWindow, Server } from '../account-host.ts';
import type { AccountStatus } from '../account-status.ts';
import { createAccounts, type Accounts, type AccountWorkspace } from '../accounts.ts';
import type { AccountAnswer } from '../answer.ts';
import { withLedger } from '../with-ledger.ts';

/** A browser whose project knows everybody, and what of its accounts can be seen from outside. */
export interface TestBrowser {
  accounts: Accounts<AccountWorkspace>;
  /** The worker dies instead of its next write but `writes`. Resolves when it has died. */
  dieAfter(writes: number): Promise<'died'>;
  /** The next worker, with `accounts` of its own. */
  restart(): void;
  status(): AccountStatus;
  /** What was asked of workspaces, logins and the toolbar, in order. */
  log: string[];
  /** What the account has on the server. */
  model: ServerModel;
  /** Puts a row on the server, as another device of the account would. */
  fromElsewhere(account: string, change: Change): void;
  /** Works on the database of an owner. */
  ledger<Result>(owner: string | null, work: (ledger: Ledger) => Promise<Result>): Promise<Result>;
}

export interface TestBrowserOptions {
  known?: Partial<AccountStatus>;
  auth?: Partial<Auth>;
  waysIn?: Partial<WaysIn>;
  changes?: Partial<AccountChanges>;
  server?: Partial<Server>;
  /** How any other server differs from the project. */
  elsewhere?: Partial<Server>;
  authWindow?: Partial<AuthWindow>;
  builtIn?: AccountStatus['server'];
  /** What the server's clock is ahead of this machine's, in milliseconds. */
  ahead?: number;
}

export const project = { url: 'https://project.example', key: 'key', own: false };
/** Another server, and another address of the project. */
export const other = { url: 'https://other.example', key: 'other' };
export const moved = { url: 'https://moved.example', key: 'key' };
export const wallTime = Date.UTC(2026, 10, 22);

export async function openTestBrowser(options: TestBrowserOptions = {}): Promise<TestBrowser> {
  for (const owner of [null, 'ada', 'grace', ownerAt('ada', other.url), ownerAt('ada', moved.url)]) {
    await eraseDatabase(ledgerName(owner));
  }
  const log: string[] = [];
  const model = createServerModel({ now: () => wallTime + (options.ahead ?? 0) });
  let status: AccountStatus = {
    account: null,
    joining: null,
    owner: null,
    device: 'here',
    link: 'signed-out',
    problem: null,
    server: null,
    clock_offset: 0,
    ...options.known,
  };
  let ids = 0;
  let signedIn = options.known?.account?.id ?? '';

  function signIn({ email }: { email: string }) {
    signedIn = email.replace(/@.*/, '');
    return Promise.resolve({ ok: true as const, value: { id: signedIn, email } });
  }
  const done = Promise.resolve({ ok: true as const, value: null });
  const auth: Auth = {
    signIn,
    signUp: signIn,
    sendMail: () => done,
    sendRecovery: () => done,
    enterProof: (email) => signIn({ email }),
    providerAddress: ({ provider, redirect }) =>
      Promise.resolve(`https://${provider}.example/?to=${redirect}`),
    finishProviderSignIn: () => signIn({ email: 'ada@example.org' }),
    redeemSetupCode: signIn,
    stepSetupCode: () => done,
    signOut() {
      log.push('login ended');
      return Promise.resolve();
    },
    renewLogin: () => signIn({ email: 'ada@example.org' }),
    deleteAccount: () => done,
    removeDevice: () => done,
    otherLogins: () => Promise.resolve({ ok: true, value: [] }),
    endLogin: () => done,
    signOutOthers() {
      log.push('other logins ended');
      return done;
    },
    renameDevice: () => done,
    changes: {
      changePassword: () => done,
      sendNonce: () => done,
      changeAddress: () => done,
      proveAddress: () => done,
      changeUsername: () => done,
      ...options.changes,
    },
    waysIn: {
      find: () => Promise.resolve({ ok: true, value: { state: 'closed' } }),
      claim(keep) {
        log.push(keep ? 'claimed, all kept' : 'claimed, the rest taken away');
        return done;
      },
      setPassword(password) {
        log.push(`password is ${password}`);
        return done;
      },
      ...options.waysIn,
    },
    ...options.auth,
  };
  const server: Server = {
    auth,
    remote: () => Promise.resolve(createModelRemote(model, signedIn, goodNetwork)),
    ...options.server,
  };
  let writes = Infinity;
  let died = Promise.withResolvers<'died'>();

  /** Every write waits for this: that of a dead worker waits for ever. */
  function beforeWrite(): Promise<void> {
    writes -= 1;
    if (writes >= 0) return Promise.resolve();
    died.resolve('died');
    return Promise.withResolvers<never>().promise;
  }
  const openMortal: typeof openDatabase = async (name) => {
    const database = await openDatabase(name);
    return {
      ...database,
      async write(...given) {
        await beforeWrite();
        return database.write(...given);
      },
    };
  };
  const host: AccountHost = {
    read: () => ({ wall: wallTime, steady: 0 }),
    status: {
      get: () => status,
      async patch(change) {
        await beforeWrite();
        status = { ...status, ...change };
      },
    },
    disk: {
      open: openMortal,
      async erase(name) {
        await beforeWrite();
        await eraseDatabase(name);
      },
    },
    servers: {
      builtIn: () => (options.builtIn === undefined ? project : options.builtIn),
      open: ({ url }) => {
        log.push(`uses ${url}`);
        return { ...server, ...(url !== project.url && options.elsewhere) };
      },
      endLeftLogins() {
        log.push('left logins ended');
        return Promise.resolve();
      },
    },
    authWindow: {
      redirectUrl: () => 'https://here.example/',
      show(url) {
        log.push(`shows ${url}`);
        return Promise.resolve({ ok: true, address: 'https://here.example/?code=1' });
      },
      ...options.authWindow,
    },
    makeSecret: () => 'secret',
    ids: { make: () => `id-${(ids += 1)}` },
  };
  const start = () =>
    createAccounts<AccountWorkspace>(host, {
      openWorkspace(account) {
        const name = account?.id ?? 'nobody';
        const noted = (what: string) => () => {
          log.push(`${name}: ${what}`);
          return Promise.resolve();
        };
        log.push(`${name}: opened`);
        return Promise.resolve({
          sync: noted('synced'),
          startSync: () => void log.push(`${name}: sync started`),
          pageOpened: () => void log.push(`${name}: page opened`),
          close: noted('closed'),
        });
      },
      afterCommand() {
        log.push('toolbar');
        return Promise.resolve();
      },
    });
  const browser: TestBrowser = {
    accounts: start(),
    dieAfter(left) {
      writes = left;
      return died.promise;
    },
    restart() {
      writes = Infinity;
      died = Promise.withResolvers();
      browser.accounts = start();
    },
    status: () => status,
    log,
    model,
    fromElsewhere(account, change) {
      model.plant(account, JSON.parse(JSON.stringify(encodeChange(change))) as WireRowOf);
    },
    ledger: (owner, work) => withLedger({ disk: { open: openDatabase, erase: eraseDatabase } }, owner, work),
  };
  return browser;
}

export const ada = { id: 'ada', email: 'ada@example.org' };
export const asAda = { account: ada, owner: 'ada', link: 'synced' } as const;

export const refused = (reason: ServerReason) => () =>
  Promise.resolve({ ok: false as const, reason, detail: 'in its words' });

/** A stranger's password and login open the account. */
export const strangersWays: OtherWaysIn = { password: true, logins: 1, providers: [], factors: 0 };

export const opened =
  (ways: OtherWaysIn, isNew = false) =>
  (): Promise<{ ok: true; value: FoundWaysIn }> =>
    Promise.resolve({ ok: true, value: { state: 'open', isNew, ways } });

export const enterProof = (
  { accounts }: TestBrowser,
  more: { password?: string; create?: boolean; recovers?: boolean } = {},
): Promise<AccountAnswer> =>
  accounts.handlers['enter-proof']({
    type: 'enter-proof',
    email: ada.email,
    proof: { code: '123456' },
    ...more,
  });

export const titles = async (ledger: Ledger): Promise<string[]> =>
  (await ledger.all('tasks')).map(({ title }) => title).sort();

export const databases = async (): Promise<(string | undefined)[]> =>
  (await indexedDB.databases()).map(({ name }) => name);

export const signIn = ({ accounts }: TestBrowser): Promise<AccountAnswer> =>
  accounts.handlers['sign-in']({ type: 'sign-in', email: ada.email, password: 'secret' });

export const signOut = ({ accounts }: TestBrowser, keep: boolean): Promise<AccountAnswer> =>
  accounts.handlers['sign-out']({ type: 'sign-out', keep });

/** Both this browser and the account have a task. */
export async function openWithBoth(options: TestBrowserOptions = {}): Promise<TestBrowser> {
  const browser = await openTestBrowser(options);
  await browser.ledger(null, (local) => local.record([task({ id: 'local', title: 'Made here' })]));
  browser.fromElsewhere('ada', task({ id: 'own', title: 'Made elsewhere' }));
  return browser;
}
