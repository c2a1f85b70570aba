import './broken-banner.css';
import { i18n } from '#i18n';
import { useWarning } from '../kit/spoken.tsx';
import { reasonText } from './reason-text.ts';
import type { PageSignals } from './signals.ts';

/** Says that what Baton keeps cannot be read, and why, for as long as that lasts. */
export function BrokenBanner({ signals }: { signals: Pick<PageSignals, 'brokenBy' | 'readAgain'> }) {
  const broken = signals.brokenBy.value;
  const title = i18n.t('notice.broken_title');
  const text =
    broken && (broken.reason === 'unexpected' ? i18n.t('notice.broken') : reasonText(broken.reason));
  useWarning(title, text);
  if (text === null) return null;
  return (
    <div class="broken">
      <strong>{title}</strong>
      <p>{text}</p>
      <button type="button" class="chip" onClick={() => void signals.readAgain()}>
        {i18n.t('sync.try_again')}
      </button>
    </div>
  );
}
