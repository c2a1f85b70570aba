import type { Shown } from '../../../test/previous/formats.ts';
import type { Profile } from '../browsers/profile.ts';
import { endMark, isPaused } from './wait-for-badge.ts';
import { shownTime } from './shown-time.ts';
import { waitUntil } from '../waiting/wait-until.ts';

/** What badges of 0.1.0 showed of a pause. */
const pauseMark = '❚❚';

/** What the popup of this browser shows of timer and tasks, and its toolbar of whether the timer runs. */
export async function shownScreen(profile: Profile): Promise<Shown> {
  const popup = await profile.popup();
  const left = await waitUntil('the popup shows a time', () => shownTime(popup));
  const titles = await popup.$$eval('.tasks .task-title', (found) => found.map((one) => one.textContent));
  const badge = await profile.badge();
  const isRunning = ['', endMark, pauseMark].every((text) => text !== badge.text) && !isPaused(badge);
  return { tasks: titles.map((title) => title.trim()), left, isRunning };
}
