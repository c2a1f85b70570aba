import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Device } from '../../../store/rows.ts';
import type { PageActions } from '../../page/actions.ts';
import { deviceNames } from '../../page/device-names.ts';
import { OptionSection } from '../option-section.tsx';
import { DeviceCard } from './card.tsx';
import { OtherLogins } from './other-logins.tsx';
import { SignOutOthers } from './sign-out-others.tsx';

export interface DevicesSectionProps {
  devices: readonly Device[];
  /** Id of this browser. */
  own: string;
  isSignedIn: boolean;
  actions: PageActions;
}

export function DevicesSection({ devices, own, isSignedIn, actions }: DevicesSectionProps) {
  const [endings, countEndings] = useState(0);
  const present = devices
    .filter(({ removed_at }) => removed_at === null)
    .sort((a, b) => Number(b.id === own) - Number(a.id === own) || b.last_seen - a.last_seen);
  const names = deviceNames(devices);
  const plainNames = deviceNames(devices.map((device) => ({ ...device, chosen_name: null })));
  // An older server has no such column. It would drop the name.
  const canRename = present.some(({ chosen_name }) => chosen_name !== undefined);
  return (
    <OptionSection id="devices" title={i18n.t('options.devices')}>
      <p class="hint">{isSignedIn ? i18n.t('devices.text') : i18n.t('devices.alone')}</p>
      {isSignedIn && (
        <ul class="cards" aria-label={i18n.t('devices.list')}>
          {present.map((device) => (
            <DeviceCard
              key={device.id}
              device={device}
              name={names.get(device.id) ?? device.name}
              plainName={plainNames.get(device.id) ?? device.name}
              isOwn={device.id === own}
              canRename={canRename}
              actions={actions}
            />
          ))}
        </ul>
      )}
      {isSignedIn && present.length > 0 && !canRename && (
        <p class="hint">{i18n.t('devices.cannot_rename')}</p>
      )}
      {isSignedIn && (
        <>
          <OtherLogins key={endings} actions={actions} />
          <SignOutOthers actions={actions} onDone={() => countEndings(endings + 1)} />
        </>
      )}
    </OptionSection>
  );
}
