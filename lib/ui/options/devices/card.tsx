import './card.css';
import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Device } from '../../../store/rows.ts';
import type { PageActions } from '../../page/actions.ts';
import { reasonText } from '../../page/reason-text.ts';
import { dayAndTime } from '../../kit/date-text.ts';

export interface DeviceCardProps {
  device: Device;
  /** This browser cannot be removed, it signs out. */
  isOwn: boolean;
  actions: PageActions;
}

/** A browser of the account, and the way to sign it out from here. */
export function DeviceCard({ device: { id, name, last_seen }, isOwn, actions }: DeviceCardProps) {
  const label = useId();
  const [isAsking, ask] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useState('');

  async function remove() {
    if (isWorking) return;
    setWorking(true);
    const answer = await actions.request({ type: 'remove-device', id });
    setWorking(false);
    complain(answer.ok ? '' : reasonText(answer.reason));
  }
  return (
    <li class="card">
      <div class="device-line">
        <div>
          <strong id={label} dir="auto">
            {name}
          </strong>
          <p class="hint">
            {isOwn ? i18n.t('devices.this') : i18n.t('devices.last_seen', [dayAndTime(last_seen)])}
          </p>
        </div>
        {!isOwn && !isAsking && (
          <button type="button" class="chip" aria-describedby={label} onClick={() => ask(true)}>
            {i18n.t('devices.remove')}
          </button>
        )}
      </div>
      {isAsking && (
        <div role="group" aria-labelledby={label}>
          <p class="warning">{i18n.t('devices.remove_text')}</p>
          <p class="complaint" role="alert">
            {complaint}
          </p>
          <div class="buttons">
            <button type="button" class="quiet" onClick={() => ask(false)}>
              {i18n.t('account.cancel')}
            </button>
            <button type="button" class="strong" aria-disabled={isWorking} onClick={() => void remove()}>
              {isWorking ? i18n.t('account.working') : i18n.t('devices.remove_now')}
            </button>
          </div>
        </div>
      )}
    </li>
  );
}
