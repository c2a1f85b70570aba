import { i18n } from '#i18n';
import { readFailedPress, watchFailedPress } from '../../lib/browser/storage/failed-press.ts';
import type { FailedPress } from '../../lib/messages/failed-press.ts';
import { briefTime, isSameDay } from '../../lib/ui/kit/date-text.ts';
import type { PageActions } from '../../lib/ui/page/actions.ts';
import { reasonText } from '../../lib/ui/page/reason-text.ts';

/** Shows which press failed while no screen was open, and takes its mark off the toolbar. */
export async function showFailedPress(actions: PageActions): Promise<void> {
  function show({ reason, at }: FailedPress): void {
    const now = Date.now();
    const when = briefTime(at, now);
    const text = isSameDay(at, now) ? i18n.t('notice.missed', [when]) : i18n.t('notice.missed_on', [when]);
    actions.showNotice({ text, detail: reasonText(reason), isUrgent: true });
    void actions.request({ type: 'dismiss-failed-press' });
  }

  watchFailedPress(show);
  const failed = await readFailedPress();
  if (failed) show(failed);
}
