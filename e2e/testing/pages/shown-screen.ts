import type { Shown } from '../../../test/previous/formats.ts';
import type { Profile } from '../browsers/profile.ts';
import { shownTime } from './shown-time.ts';
import { waitUntil } from '../waiting/wait-until.ts';

const pauseMark = '❚❚';

/** What the popup of this browser shows of timer and tasks, and its toolbar of whether the timer runs. */
export async function shownScreen(profile: Profile): Promise<Shown> {
  const popup = await profile.popup();
  const left = await waitUntil('the popup shows a time', () => shownTime(popup));
  const titles = await popup.$$eval('.tasks .task-title', (found) => found.map((one) => one.textContent));
  const { text } = await profile.badge();
  return { tasks: titles.map((title) => title.trim()), left, isRunning: text !== '' && text !== pauseMark };
}
