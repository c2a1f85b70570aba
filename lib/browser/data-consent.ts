import { browser } from 'wxt/browser';
import type { Command } from '../messages/command.ts';

/** What signing in sends, in Firefox's words; the manifest has the same as optional. */
const kinds = ['authenticationInfo', 'personallyIdentifyingInfo'];

/** As Firefox has them: the types are Chrome's. */
interface DataPermissions {
  data_collection?: string[];
}

interface FirefoxPermissions {
  contains(wanted: DataPermissions): Promise<boolean>;
  request(wanted: DataPermissions): Promise<boolean>;
}

const firefoxPermissions = () => browser.permissions as unknown as FirefoxPermissions;

/** Commands that send what is personal where nothing of the kind was sent before. */
export function needsConsent({ type }: Command): boolean {
  return type === 'sign-in' || type === 'sign-up' || type === 'send-code' || type === 'sign-in-with';
}

/**
 * Firefox lets an extension send what is personal once the person has agreed, by a question of its own. Other
 * browsers know no such question. Returns what asks it where it is open still; to be called by a click, before
 * anything is waited for.
 */
export async function openConsent(): Promise<() => Promise<boolean>> {
  if (!import.meta.env.FIREFOX) return () => Promise.resolve(true);
  const wanted = { data_collection: kinds };
  let isGiven = await firefoxPermissions().contains(wanted);
  return async () => {
    isGiven ||= await firefoxPermissions().request(wanted);
    return isGiven;
  };
}

/** Calls back when the person has taken it back, on the browser's own page. To be called in the first turn. */
export function onConsentTakenBack(leave: () => void): void {
  if (!import.meta.env.FIREFOX) return;
  browser.permissions.onRemoved.addListener((removed) => {
    const taken = (removed as DataPermissions).data_collection ?? [];
    if (taken.some((kind) => kinds.includes(kind))) leave();
  });
}
