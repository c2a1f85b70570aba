import type { TimerView } from '../../timer/view.ts';
import { ringBell } from './end-notification.ts';
import { sound } from './sound.ts';
import { showPage } from '../pages.ts';
import { storedSounds } from '../storage/sounds.ts';

/** Tells the person that a phase ended, in the ways that were chosen for this device. One that fails stops no other. */
export async function announce(view: TimerView): Promise<void> {
  const { notify, sound: name, volume, tab } = await storedSounds();
  const ways: Promise<void>[] = [];
  if (notify) ways.push(ringBell(view));
  if (name !== 'off' && volume > 0) ways.push(sound({ sound: name, volume }));
  if (tab) ways.push(showPage('/popup.html'));
  await Promise.allSettled(ways);
}
