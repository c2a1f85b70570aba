import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Status } from '../status.ts';

export interface Light {
  kind: Status['link'];
  text: string;
}

/** Says in words how this browser stands to the server. `waiting` and `aside` count changes. */
export function lightOf(status: Pick<Status, 'link' | 'server'>, waiting: number, aside: number): Light {
  const { link, server } = status;
  if (link === 'signed-out') {
    return { kind: link, text: server ? i18n.t('light.sign_in') : i18n.t('light.connect') };
  }
  if (link === 'problem' || (link === 'synced' && aside > 0)) {
    return { kind: 'problem', text: i18n.t('light.problem') };
  }
  if (link === 'offline') {
    return {
      kind: link,
      text: waiting > 0 ? i18n.t('light.offline_waiting', waiting) : i18n.t('light.offline'),
    };
  }
  return { kind: link, text: i18n.t(`light.${link}`) };
}

/** A sync that takes less than this (milliseconds) is not worth a flicker. */
const worthSaying = 700;

export interface SyncLightProps {
  light: Light;
  onPress(): void;
}

export function SyncLight({ light: { kind, text }, onPress }: SyncLightProps) {
  const [shown, show] = useState<Light>({ kind, text });
  const isSyncing = kind === 'syncing';
  useEffect(() => {
    const later = setTimeout(() => show({ kind, text }), isSyncing ? worthSaying : 0);
    return () => clearTimeout(later);
  }, [kind, text, isSyncing]);
  const said = isSyncing ? shown : { kind, text };
  return (
    <button type="button" class="light" data-link={said.kind} onClick={onPress}>
      <span class="lamp" aria-hidden="true" />
      {said.text}
    </button>
  );
}
