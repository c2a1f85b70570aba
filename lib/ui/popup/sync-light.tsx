import './sync-light.css';
import { useEffect, useState } from 'preact/hooks';
import type { SyncSummary } from '../page/sync-summary.ts';

/** A sync that takes less than this (milliseconds) would only make the light flicker. */
const worthShowing = 700;

export interface SyncLightProps {
  summary: Pick<SyncSummary, 'kind' | 'text'>;
  onPress(): void;
}

export function SyncLight({ summary: { kind, text }, onPress }: SyncLightProps) {
  const [shown, show] = useState<SyncLightProps['summary']>({ kind, text });
  const isSyncing = kind === 'syncing';
  useEffect(() => {
    const later = setTimeout(() => show({ kind, text }), isSyncing ? worthShowing : 0);
    return () => clearTimeout(later);
  }, [kind, text, isSyncing]);
  const current = isSyncing ? shown : { kind, text };
  return (
    <button type="button" class="light" data-link={current.kind} onClick={onPress}>
      <span class="lamp" aria-hidden="true" />
      {current.text}
    </button>
  );
}
