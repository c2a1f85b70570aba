import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { hearKeys } from '../../kit/keys.ts';

interface Drag {
  id: string;
  from: number;
  to: number;
  /** How far the row was pulled, in pixels. */
  pulled: number;
  /** The height of a row. All rows have the same. */
  step: number;
  isDropped: boolean;
}

export interface DragOrder {
  dragged: string | null;
  /** How many pixels the row at this place is moved by while another is dragged. */
  offset(place: number): number;
  /** Begins a drag. Called on `pointerdown` on a row's handle. */
  begin(event: PointerEvent, place: number): void;
}

/** Reorders by pointer: the other rows make room for the one that is dragged. */
export function useDragOrder(
  ids: readonly string[],
  move: (id: string, steps: number) => Promise<boolean>,
): DragOrder {
  const [drag, setDrag] = useState<Drag | null>(null);
  const order = ids.join(' ');
  // The dropped row stays where it is until the new order has arrived.
  useLayoutEffect(() => setDrag(null), [order]);
  const isPulling = drag !== null && !drag.isDropped;
  useEffect(() => {
    if (!isPulling) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      setDrag(null);
    };
    return hearKeys(document, onKey);
  }, [isPulling]);

  function begin(event: PointerEvent, from: number) {
    const id = ids[from];
    const handle = event.currentTarget;
    if (event.button !== 0 || id === undefined || !(handle instanceof HTMLElement)) return;
    const row = handle.closest('li');
    const scroller = handle.closest('.tasks-scroll');
    if (!row || !scroller) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const step = row.offsetHeight;
    const start = event.clientY + scroller.scrollTop;
    const begun = { id, from, to: from, pulled: 0, step, isDropped: false };
    setDrag(begun);

    const follow = (moved: PointerEvent) => {
      scrollAtEdge(scroller, moved.clientY);
      const pulled = moved.clientY + scroller.scrollTop - start;
      const to = Math.max(0, Math.min(ids.length - 1, from + Math.round(pulled / step)));
      // Null means that Escape has ended the drag.
      setDrag((now) => now && { ...now, to, pulled });
    };
    const letGo = () => {
      handle.removeEventListener('pointermove', follow);
      handle.removeEventListener('lostpointercapture', letGo);
      setDrag((now) => {
        if (!now || now.to === from) return null;
        void move(id, now.to - from).then((isMoved) => isMoved || setDrag(null));
        return { ...now, isDropped: true, pulled: (now.to - from) * step };
      });
    };
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('lostpointercapture', letGo);
  }

  function offset(place: number): number {
    if (!drag) return 0;
    const { from, to, step, pulled } = drag;
    if (place === from) return pulled;
    if (from < place && place <= to) return -step;
    return to <= place && place < from ? step : 0;
  }

  return { dragged: drag?.id ?? null, offset, begin };
}

function scrollAtEdge(scroller: Element, y: number) {
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + 20) scroller.scrollTop -= 8;
  else if (y > bottom - 20) scroller.scrollTop += 8;
}
