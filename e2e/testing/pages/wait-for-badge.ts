import type { Badge, Profile } from '../browsers/profile.ts';
import { waitUntil } from '../waiting/wait-until.ts';

/** A worker that died with its socket open catches up with the next pulse, within 30 s, on a busy machine later. */
const pulse = { timeout: 75_000 };

/** Waits until the badge shows this text, and does not show it as what is left of a pause. */
export async function waitForBadge(profile: Profile, text: string | RegExp): Promise<void> {
  const says = async () => {
    const badge = await profile.badge();
    if (isPaused(badge)) return false;
    return typeof text === 'string' ? badge.text === text : text.test(badge.text);
  };
  await waitUntil(`the badge in ${profile.browser} says ${String(text)}`, says, pulse);
}

/** What the badge shows after an end, until somebody acts. */
export const endMark = '✓';

/** The grounds of the badge. */
export const badgeColors = { work: '#c2321f', short_break: '#1b7a43', paused: '#8b919b' };

export function isPaused({ text, color }: Badge): boolean {
  return text !== '' && color === badgeColors.paused;
}

/** Waits until the badge has the colour of a pause. */
export async function waitForPausedBadge(profile: Profile): Promise<void> {
  const looks = async () => isPaused(await profile.badge());
  await waitUntil(`the badge in ${profile.browser} is that of a pause`, looks, pulse);
}
