import './card.css';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Device } from '../../../store/rows.ts';
import type { PageActions } from '../../page/actions.ts';
import { reasonText } from '../../page/reason-text.ts';
import { dayAndTime } from '../../kit/date-text.ts';
import { useComplaint } from '../../kit/spoken.tsx';
import { NameForm } from './name-form.tsx';

export interface DeviceCardProps {
  device: Device;
  /** What screens call it, and what they would without a chosen name. */
  name: string;
  plainName: string;
  /** This browser cannot be removed, it signs out. */
  isOwn: boolean;
  canRename: boolean;
  actions: PageActions;
}

/** A browser of the account, and the ways to name it and to sign it out from here. */
export function DeviceCard({ device, name, plainName, isOwn, canRename, actions }: DeviceCardProps) {
  const { id, last_seen } = device;
  const label = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const wasNaming = useRef(false);
  const [asks, ask] = useState<'name' | 'remove' | null>(null);
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();
  useLayoutEffect(() => {
    if (wasNaming.current && asks === null) opener.current?.focus();
    wasNaming.current = asks === 'name';
  }, [asks]);

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
        {asks === null && canRename && (
          <button
            ref={opener}
            type="button"
            class="chip"
            aria-describedby={label}
            onClick={() => ask('name')}
          >
            {i18n.t('devices.rename')}
          </button>
        )}
        {asks === null && !isOwn && (
          <button type="button" class="chip" aria-describedby={label} onClick={() => ask('remove')}>
            {i18n.t('devices.remove')}
          </button>
        )}
      </div>
      {asks === 'name' && (
        <NameForm
          label={label}
          chosen={device.chosen_name ?? ''}
          plain={plainName}
          save={(chosen) => actions.request({ type: 'rename-device', id, name: chosen })}
          onClose={() => ask(null)}
        />
      )}
      {asks === 'remove' && (
        <div role="group" aria-labelledby={label}>
          <p class="warning">{i18n.t('devices.remove_text')}</p>
          <p class="complaint">{complaint}</p>
          <div class="buttons">
            <button type="button" class="quiet" onClick={() => ask(null)}>
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
