import type { Profile } from '../browsers/profile.ts';
import { until } from '../waiting/wait-until.ts';

/** A worker that died with its socket open hears the news with its next pulse, within 30 s. */
const pulse = { timeout: 45_000 };

/** Waits until the badge shows this text. */
export async function badgeSays(profile: Profile, text: string | RegExp): Promise<void> {
  const says = async () => {
    const badge = await profile.badge();
    return typeof text === 'string' ? badge.text === text : text.test(badge.text);
  };
  await until(`the badge in ${profile.browser} says ${String(text)}`, says, pulse);
}
