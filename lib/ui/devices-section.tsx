import { i18n } from '#i18n';
import type { Device } from '../store/rows.ts';
import { OptionSection } from './option-section.tsx';
import { dayAndTime } from './when.ts';

export interface DevicesSectionProps {
  devices: readonly Device[];
  /** Id of this browser. */
  own: string;
  isSignedIn: boolean;
}

export function DevicesSection({ devices, own, isSignedIn }: DevicesSectionProps) {
  const present = devices
    .filter(({ removed_at }) => removed_at === null)
    .sort((a, b) => Number(b.id === own) - Number(a.id === own) || b.last_seen - a.last_seen);
  return (
    <OptionSection id="devices" title={i18n.t('options.devices')}>
      <p class="hint">{isSignedIn ? i18n.t('devices.text') : i18n.t('devices.alone')}</p>
      {isSignedIn && (
        <ul class="cards" aria-label={i18n.t('devices.list')}>
          {present.map(({ id, name, last_seen }) => (
            <li key={id} class="card">
              <strong dir="auto">{name}</strong>
              <p class="hint">
                {id === own ? i18n.t('devices.this') : i18n.t('devices.last_seen', [dayAndTime(last_seen)])}
              </p>
            </li>
          ))}
        </ul>
      )}
    </OptionSection>
  );
}
