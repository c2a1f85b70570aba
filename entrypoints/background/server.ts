import { browser } from 'wxt/browser';
import type { Server } from '../../lib/account/account-host.ts';
import { readDeviceName } from '../../lib/browser/device-name.ts';
import { loginStorage } from '../../lib/browser/storage/login.ts';
import type { Status } from '../../lib/messages/status.ts';
import { createAuth } from '../../lib/sync/supabase/auth.ts';
import { createConnection } from '../../lib/sync/supabase/connection.ts';
import { endLeftLogins as endLogins } from '../../lib/sync/supabase/left-logins.ts';
import { onlyAs } from '../../lib/sync/supabase/only-as.ts';
import { createSupabaseRemote } from '../../lib/sync/supabase/supabase-remote.ts';
import { later } from './later.ts';

/** The project that this build was made for, if it was made for one. */
export function builtInServer(): Status['server'] {
  const { WXT_SUPABASE_URL: url, WXT_SUPABASE_PUBLISHABLE_KEY: key } = import.meta.env;
  return url && key ? { url, key, own: false } : null;
}

const fetchIt: typeof fetch = (input, init) => fetch(input, init);

export function openServer({ url, key }: { url: string; key: string }): Server {
  const connection = createConnection({
    server: { url, key },
    storage: loginStorage,
    fetch: fetchIt,
    schedule: later,
    // Firefox puts a background to sleep even while its socket is open. Only calls of the extension API prevent that.
    onHeartbeat: () => void browser.runtime.getPlatformInfo(),
  });

  return {
    auth: createAuth(connection),
    async remote(device, person) {
      const self = { id: device, ...(await readDeviceName()) };
      return createSupabaseRemote({
        connection: onlyAs(person, connection),
        device: self,
        schedule: later,
        random: () => Math.random(),
      });
    },
  };
}

export const endLeftLogins = (): Promise<void> => endLogins({ storage: loginStorage, fetch: fetchIt });
