import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { dayProgress, type DayProgress } from '../../../statistics/day-progress.ts';
import { createLocalDays, machineOffset } from '../../../statistics/local-days.ts';
import {
  isPackComplete,
  packHistory,
  unpackHistory,
  type PackedHistory,
} from '../../../statistics/packed-history.ts';
import { packedHistoryKey } from '../../../store/packed-history.ts';
import { rulesVersion } from '../../../timer/replay.ts';
import type { PageSignals } from '../../page/signals.ts';

/** To read the rows takes a while, so whoever only wants to press Start is left alone this long (milliseconds). */
const readsAfter = 1000;

/**
 * How today goes. Null until that is known, and where there is no history. It begins with the packed history. The rows
 * are read only if some of them are not in it, and are packed for the next popup.
 */
export function useProgress(signals: PageSignals): ReadonlySignal<DayProgress | null> {
  const packed = useSignal<PackedHistory | null>(null);
  const startsAt = signals.settings.value.day_starts_at;
  const localDays = useMemo(() => createLocalDays(machineOffset, startsAt), [startsAt]);

  useEffect(() => {
    let isOver = false;
    let later: ReturnType<typeof setTimeout>;
    async function readAll() {
      await signals.followHistory();
      if (isOver) return;
      packed.value = packHistory(signals.history.peek(), signals.replayed.peek().sessions, rulesVersion);
      await signals.setLocalValue(packedHistoryKey, packed.peek());
    }
    async function begin() {
      const [found, rows] = await Promise.all([
        signals.localValue<PackedHistory>(packedHistoryKey),
        signals.sessionCount(),
      ]);
      if (isOver || rows === undefined) return;
      const { sessions } = signals.replayed.peek();
      if (isPackComplete(found, rows, sessions, rulesVersion)) packed.value = found;
      // A short history is read as fast as its packed form.
      else later = setTimeout(() => void readAll(), rows < 1000 ? 0 : readsAfter);
    }
    void begin();
    return () => {
      isOver = true;
      clearTimeout(later);
    };
  }, [signals, packed]);

  const today = useComputed(() => localDays.dayOf(signals.now.value));
  return useComputed(() => {
    const runs = packed.value && unpackHistory(packed.value, signals.replayed.value.sessions, rulesVersion);
    return runs && runs.from.length > 0 ? dayProgress(runs, localDays, today.value) : null;
  });
}
