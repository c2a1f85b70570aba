import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { focusRuns } from '../../statistics/focus-run.ts';
import { packHistory, unpackHistory, type PackedHistory } from '../../statistics/packed-history.ts';
import { noRuns, appendRuns, type RunColumns } from '../../statistics/run-columns.ts';
import { rulesVersion } from '../../timer/replay.ts';
import type { PageSignals } from '../page/signals.ts';

/** The focus sessions that the page is about. */
export interface Runs {
  /** Null as long as they are not known. */
  all: ReadonlySignal<RunColumns | null>;
  /** Reads the rows, which may take a while; resolves to what the next visit can begin with. */
  read(): Promise<PackedHistory>;
}

/**
 * At first what an earlier visit packed, with everything that the replay knows laid over it, so that the last weeks
 * are right at once; then the rows themselves.
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
      isRead.value = true;
      return packHistory(signals.history.peek(), signals.replayed.peek().sessions, rulesVersion);
    },
  };
}
