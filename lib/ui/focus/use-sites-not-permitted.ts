import { useEffect, useState } from 'preact/hooks';
import type { FocusPermissions } from './environment.ts';

/** Asks the browser again whenever the list or its permissions have changed. */
export function useSitesNotPermitted(
  sites: readonly string[],
  environment: Pick<FocusPermissions, 'notPermitted' | 'watch'>,
): readonly string[] {
  const [missing, setMissing] = useState<readonly string[]>([]);
  const words = sites.join();
  useEffect(() => {
    let isOver = false;
    const look = () =>
      void environment.notPermitted(words === '' ? [] : words.split(',')).then((found) => {
        if (!isOver) setMissing(found);
      });
    look();
    const stop = environment.watch(look);
    return () => {
      isOver = true;
      stop();
    };
  }, [words, environment]);
  return missing;
}
