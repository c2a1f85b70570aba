import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PageSignals } from '../../page/signals.ts';
import { countPomodoros, makeStoredCount, type StoredCount } from './count-pomodoros.ts';

/** The local value that holds the last count. */
const storedKey = 'counted_pomodoros';

/**
 * Pomodoros by task, of these tasks and perhaps of others. Null until they are known. It begins with the kept count,
 * corrected by the replay. Then the rows are read and counted.
 */
export function usePomodoros(
  signals: PageSignals,
  tasks: ReadonlySignal<readonly string[]>,
): ReadonlySignal<ReadonlyMap<string, number> | null> {
  const stored = useSignal<StoredCount | null>(null);
  const written = useRef('');
  // Another order of the same tasks is no reason to count again.
  const all = tasks.value.toSorted().join(' ');

  useEffect(() => {
    let isOver = false;
    let later: ReturnType<typeof setTimeout>;
    void signals.localValue<StoredCount>(storedKey).then((count) => {
      if (isOver) return;
      written.current = JSON.stringify(count);
      stored.value = count && tasks.peek().every((task) => task in count.counts) ? count : null;
      // The kept count is on the screen before the rows are read.
      later = setTimeout(() => void signals.followSessionsOf(tasks.peek()), count ? 100 : 0);
    });
    return () => {
      isOver = true;
      clearTimeout(later);
    };
  }, [signals, tasks, stored, all]);

  const history = signals.sessionsOfTasks.value;
  useEffect(() => {
    if (history === null || tasks.peek().length === 0) return;
    const count = makeStoredCount(tasks.peek(), history, signals.replayed.peek().sessions);
    stored.value = null;
    if (JSON.stringify(count) === written.current) return;
    written.current = JSON.stringify(count);
    void signals.setLocalValue(storedKey, count);
  }, [signals, tasks, stored, history, all]);

  return useComputed(() => {
    const replayed = signals.replayed.value.sessions;
    const read = signals.sessionsOfTasks.value;
    if (read) return countPomodoros(read, replayed);
    return stored.value && countPomodoros(stored.value.recent, replayed, stored.value.counts);
  });
}
