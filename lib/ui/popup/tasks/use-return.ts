import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Takes a row that comes back by an undo into focus, as soon as it is there. Before the next key: that one is meant for
 * the row. Where the person has gone on to another control meanwhile, the focus stays there.
 */
export function useReturn(list: RefObject<HTMLElement | null>, order: string): (id: string) => void {
  const awaited = useRef<{ id: string; from: Element | null } | null>(null);
  const look = useCallback(() => {
    const { id, from } = awaited.current ?? {};
    const row = id === undefined ? null : list.current?.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!row) return;
    awaited.current = null;
    const now = document.activeElement;
    if (now === from || now === document.body) row.querySelector<HTMLElement>('.task-title')?.focus();
  }, [list]);
  useLayoutEffect(look, [look, order]);
  return useCallback(
    (id) => {
      awaited.current = { id, from: document.activeElement };
      look();
    },
    [look],
  );
}
