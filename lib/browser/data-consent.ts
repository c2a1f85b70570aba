import { browser } from 'wxt/browser';
import type { Command } from '../messages/command.ts';

/** What signing in sends, in Firefox's words. The manifest names the same as optional. */
const dataKinds = ['authenticationInfo', 'personallyIdentifyingInfo'];

/** Firefox's own part of permissions, which the types do not have, since they are Chrome's. */
interface DataPermissions {
  data_collection?: string[];
}

/** Permissions that a press wants beside. */
export interface WantedPermissions {
  permissions?: 'identity'[];
  origins?: string[];
}

interface FirefoxPermissions {
  contains(wanted: DataPermissions): Promise<boolean>;
  request(wanted: DataPermissions & WantedPermissions): Promise<boolean>;
}

const firefoxPermissions = () => browser.permissions as unknown as FirefoxPermissions;

const firstToSend: readonly Command['type'][] = [
  'sign-in',
  'sign-up',
  'send-mail',
  'send-recovery',
  'redeem-setup-code',
  'sign-in-with',
];

/** Whether a command is the first to send personal data. */
export function needsDataConsent({ type }: Command): boolean {
  return firstToSend.includes(type);
}

/**
 * Firefox lets an extension send personal data only after the person agreed, and asks them itself. Other browsers have
 * no such question. Returns a function that asks where that is needed, together with the permissions that it is called
 * with, and tells whether the person agrees to all. It must be called in a click, before anything is awaited: the
 * browser takes one question a click.
 */
export async function prepareDataConsent(): Promise<(more?: WantedPermissions) => Promise<boolean>> {
  const wanted = { data_collection: dataKinds };
  let isGiven = !import.meta.env.FIREFOX || (await firefoxPermissions().contains(wanted));
  return async (more = {}) => {
    if (isGiven && Object.keys(more).length === 0) return true;
    const isAgreed = await firefoxPermissions().request({ ...(!isGiven && wanted), ...more });
    isGiven ||= isAgreed;
    return isAgreed;
  };
}

/** Calls `withdrawn` when the person takes the consent back, on a page of the browser. Call this in the first turn. */
export function onDataConsentWithdrawn(withdrawn: () => void): void {
  if (!import.meta.env.FIREFOX) return;
  browser.permissions.onRemoved.addListener((removed) => {
    const taken = (removed as DataPermissions).data_collection ?? [];
    if (taken.some((kind) => dataKinds.includes(kind))) withdrawn();
  });
}
