import type { Profile } from '../browsers/profile.ts';
import { waitUntil } from '../waiting/wait-until.ts';

/** A worker that died with its socket open catches up with the next pulse, within 30 s. */
const pulse = { timeout: 45_000 };

/** Waits until the badge shows this text. */
export async function waitForBadge(profile: Profile, text: string | RegExp): Promise<void> {
  const says = async () => {
    const badge = await profile.badge();
    return typeof text === 'string' ? badge.text === text : text.test(badge.text);
  };
  await waitUntil(`the badge in ${profile.browser} says ${String(text)}`, says, pulse);
}
