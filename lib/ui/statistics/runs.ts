import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { focusRuns } from '../../statistics/focus-run.ts';
import { packHistory, unpackHistory, type PackedHistory } from '../../statistics/packed-history.ts';
import { noRuns, appendRuns, type RunColumns } from '../../statistics/run-columns.ts';
import { rulesVersion } from '../../timer/replay.ts';
import type { PageSignals } from '../page/signals.ts';

/** The focus sessions that the page is about. */
export interface Runs {
  /** Null until they are known. */
  all: ReadonlySignal<RunColumns | null>;
  /** Reads the rows, which may take a while. Resolves to what the next visit can begin with, if they could be read. */
  read(): Promise<PackedHistory | null>;
}

/**
 * Begins with what an earlier visit packed. The sessions that the replay knows replace those in it, so the last weeks
 * are right at once. Later the rows themselves take its place.
 */
export function createRuns(signals: PageSignals, packed?: PackedHistory): Runs {
  const isRead = signal(false);
  const all = computed(() => {
    const { sessions } = signals.replayed.value;
    return isRead.value
      ? appendRuns(noRuns, focusRuns(signals.history.value, sessions, rulesVersion))
      : unpackHistory(packed, sessions, rulesVersion);
  });
  return {
    all,
    async read() {
      await signals.followHistory();
      if (!signals.isKnown.peek()) return null;
      isRead.value = true;
      return packHistory(signals.history.peek(), signals.replayed.peek().sessions, rulesVersion);
    },
  };
}
