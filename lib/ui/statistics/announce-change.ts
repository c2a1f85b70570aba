import { useEffect, useRef } from 'preact/hooks';
import { useAnnounce } from '../kit/announcer.tsx';

/** Announces a title when it changes, and not when it first shows. */
export function useAnnounceChange(title: string): void {
  const announce = useAnnounce();
  const shown = useRef(title);
  useEffect(() => {
    if (shown.current !== title) announce(title);
    shown.current = title;
  }, [announce, title]);
}
