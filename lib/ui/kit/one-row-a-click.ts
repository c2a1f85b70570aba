import { useEffect, useRef } from 'preact/hooks';

/** How far a pointer may go between the two clicks of a double click, pixels. */
const jitter = 8;

interface Clicked {
  x: number;
  y: number;
  row: unknown;
}

/**
 * For what holds rows that a click takes away. The next row moves up under the pointer, and a second click there was
 * meant for the first one. So until the pointer has moved, it counts for no other row.
 */
export function useOneRowAClick(rows = 'li'): { onClickCapture(event: MouseEvent): void } {
  const last = useRef<Clicked | null>(null);
  const still = useRef<HTMLElement | null>(null);
  useEffect(() => {
    function onMove(event: PointerEvent) {
      if (!last.current || isNear(last.current, event)) return;
      last.current = null;
      delete still.current?.dataset['still'];
    }
    document.addEventListener('pointermove', onMove);
    return () => document.removeEventListener('pointermove', onMove);
  }, []);
  return {
    onClickCapture(event) {
      const { target, currentTarget, detail, clientX: x, clientY: y } = event;
      // A key has no place.
      if (detail === 0 || !(target instanceof Element) || !(currentTarget instanceof HTMLElement)) return;
      const found = target.closest<HTMLElement>(rows);
      const row = found?.dataset['id'] ?? found;
      if (last.current && isNear(last.current, event) && last.current.row !== row) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      last.current = { x, y, row };
      still.current = currentTarget;
      currentTarget.dataset['still'] = '';
    },
  };
}

function isNear({ x, y }: Clicked, { clientX, clientY }: MouseEvent): boolean {
  return Math.hypot(clientX - x, clientY - y) <= jitter;
}
