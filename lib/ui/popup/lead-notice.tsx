import './lead-notice.css';
import { i18n } from '#i18n';

export interface LeadNoticeProps {
  /** The leading device's name; undefined when this browser has not heard of it yet. */
  device: string | undefined;
  onContinue(): void;
}

/** Told when another device leads: every control works here too, this moves the lead and so the ringing. */
export function LeadNotice({ device, onContinue }: LeadNoticeProps) {
  return (
    <div class="lead">
      <span class="lead-device">
        {i18n.t('timer.started_on', [device ?? i18n.t('timer.another_device')])}
      </span>
      <button type="button" class="chip" onClick={onContinue}>
        {i18n.t('timer.continue_here')}
      </button>
    </div>
  );
}
