import './sync-light.css';
import { useEffect, useState } from 'preact/hooks';
import type { Light } from '../page/sync-summary.ts';

/** A sync that takes less than this (milliseconds) is not worth a flicker. */
const worthSaying = 700;

export interface SyncLightProps {
  light: Pick<Light, 'kind' | 'text'>;
  onPress(): void;
}

export function SyncLight({ light: { kind, text }, onPress }: SyncLightProps) {
  const [shown, show] = useState<SyncLightProps['light']>({ kind, text });
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
