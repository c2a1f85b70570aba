import type { TimerView } from '../../timer/view.ts';
import { showPage } from '../pages.ts';
import { storedRingSettings } from '../storage/ring-settings.ts';
import { showEndNotification, type EndNews } from './end-notification.ts';
import { sendSound } from './send-sound.ts';

/**
 * Tells the person that a phase ended, in the ways that were chosen on this device. If one way fails, the others
 * still work.
 */
export async function ring(view: TimerView, news: EndNews): Promise<void> {
  const { notify, sound, volume, tab } = await storedRingSettings();
  const ways: Promise<void>[] = [];
  if (notify) ways.push(showEndNotification(view, news));
  if (sound !== 'off' && volume > 0) ways.push(sendSound({ sound, volume }));
  if (tab) ways.push(showPage('/popup.html'));
  await Promise.allSettled(ways);
}
