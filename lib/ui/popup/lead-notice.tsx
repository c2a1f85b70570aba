import './lead-notice.css';
import { i18n } from '#i18n';

export interface LeadNoticeProps {
  /** The name of the device that leads. Undefined when this browser does not know that device yet. */
  device: string | undefined;
  onContinue(): void;
}

/** Shown while another device leads. All controls work here too. This one moves the lead, and with it the ringing. */
export function LeadNotice({ device, onContinue }: LeadNoticeProps) {
  const text = i18n.t('timer.now_on', [device ?? i18n.t('timer.another_device')]);
  return (
    <div class="lead">
      <span class="lead-device" dir="auto" title={text}>
        {text}
      </span>
      <button type="button" class="chip" onClick={onContinue}>
        {i18n.t('timer.continue_here')}
      </button>
    </div>
  );
}
