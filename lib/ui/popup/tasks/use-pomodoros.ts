import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { countPomodoros, makeStoredCount, type StoredCount } from './count-pomodoros.ts';
import type { PageSignals } from '../../page/signals.ts';

/** The note beside the rows that holds what was counted last. */
const storedKey = 'counted_pomodoros';

/**
 * Pomodoros by task, of these tasks and perhaps others; null until they are known. At first what the last count left
 * for this one, with everything that the replay knows laid over it; then the rows are read, and counted.
 */
export function usePomodoros(
  signals: PageSignals,
  tasks: ReadonlySignal<readonly string[]>,
): ReadonlySignal<ReadonlyMap<string, number> | null> {
  const noted = useSignal<StoredCount | null>(null);
  const kept = useRef('');
  // The same tasks in another order are the same tasks.
  const all = tasks.value.toSorted().join(' ');

  useEffect(() => {
    let isOver = false;
    let later: ReturnType<typeof setTimeout>;
    void signals.localValue<StoredCount>(storedKey).then((note) => {
      if (isOver) return;
      kept.current = JSON.stringify(note);
      noted.value = note && tasks.peek().every((task) => task in note.counts) ? note : null;
      // What is known stands on the screen before the rows are read.
      later = setTimeout(() => void signals.followSessionsOf(tasks.peek()), note ? 100 : 0);
    });
    return () => {
      isOver = true;
      clearTimeout(later);
    };
  }, [signals, tasks, noted, all]);

  const history = signals.sessionsOfTasks.value;
  useEffect(() => {
    if (history === null || tasks.peek().length === 0) return;
    const note = makeStoredCount(tasks.peek(), history, signals.replayed.peek().sessions);
    noted.value = null;
    if (JSON.stringify(note) === kept.current) return;
    kept.current = JSON.stringify(note);
    void signals.setLocalValue(storedKey, note);
  }, [signals, tasks, noted, history, all]);

  return useComputed(() => {
    const replayed = signals.replayed.value.sessions;
    const read = signals.sessionsOfTasks.value;
    if (read) return countPomodoros(read, replayed);
    return noted.value && countPomodoros(noted.value.recent, replayed, noted.value.counts);
  });
}
