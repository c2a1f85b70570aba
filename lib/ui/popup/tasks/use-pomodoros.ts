import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { countPomodoros, noteCounts, type CountNote } from './count-pomodoros.ts';
import type { Live } from '../../page/signals.ts';

/** The note beside the rows that holds what was counted last. */
const noteName = 'counted_pomodoros';

/**
 * Pomodoros by task, of these tasks and perhaps others; null until they are known. At first what the last count left
 * for this one, with everything that the replay knows laid over it; then the rows are read, and counted.
 */
export function usePomodoros(
  live: Live,
  tasks: ReadonlySignal<readonly string[]>,
): ReadonlySignal<ReadonlyMap<string, number> | null> {
  const noted = useSignal<CountNote | null>(null);
  const kept = useRef('');
  // The same tasks in another order are the same tasks.
  const all = tasks.value.toSorted().join(' ');

  useEffect(() => {
    let isOver = false;
    let later: ReturnType<typeof setTimeout>;
    void live.localValue<CountNote>(noteName).then((note) => {
      if (isOver) return;
      kept.current = JSON.stringify(note);
      noted.value = note && tasks.peek().every((task) => task in note.counts) ? note : null;
      // What is known stands on the screen before the rows are read.
      later = setTimeout(() => void live.wantSessionsOf(tasks.peek()), note ? 100 : 0);
    });
    return () => {
      isOver = true;
      clearTimeout(later);
    };
  }, [live, tasks, noted, all]);

  const history = live.sessionsOfTasks.value;
  useEffect(() => {
    if (history === null || tasks.peek().length === 0) return;
    const note = noteCounts(tasks.peek(), history, live.replayed.peek().sessions);
    noted.value = null;
    if (JSON.stringify(note) === kept.current) return;
    kept.current = JSON.stringify(note);
    void live.setLocalValue(noteName, note);
  }, [live, tasks, noted, history, all]);

  return useComputed(() => {
    const replayed = live.replayed.value.sessions;
    const read = live.sessionsOfTasks.value;
    if (read) return countPomodoros(read, replayed);
    return noted.value && countPomodoros(noted.value.recent, replayed, noted.value.counts);
  });
}
