import './ring.css';
import type { ComponentChildren } from 'preact';

export interface RingProps {
  /** What is left of the phase, 0 to 1. */
  fraction: number;
  children: ComponentChildren;
}

/** The ring that empties clockwise from the top as the phase passes. */
export function Ring({ fraction, children }: RingProps) {
  const circle = { cx: 84, cy: 84, r: 79, pathLength: 1 };
  return (
    <div class="ring">
      <svg viewBox="0 0 168 168" aria-hidden="true">
        <circle class="ring-track" {...circle} />
        {fraction > 0 && (
          <circle
            class="ring-arc"
            {...circle}
            // A dash around the whole ring would show where it begins.
            stroke-dasharray={fraction < 1 ? '1 1' : undefined}
            stroke-dashoffset={fraction - 1}
          />
        )}
      </svg>
      {children}
    </div>
  );
}
