import { useSignal, useSignalEffect } from '@preact/signals';
import { mayTag } from '../../tags/may-tag.ts';
import type { PageSignals } from '../page/signals.ts';

/** Whether tags can be kept. A first sync may show that they can. */
export function useMayTag({ status, localValue }: Pick<PageSignals, 'status' | 'localValue'>): boolean {
  const may = useSignal(true);
  useSignalEffect(() => {
    // A page without a database of its own cannot tell. The background judges in any case.
    void mayTag(status.value.owner, { localValue })
      .catch(() => true)
      .then((is) => (may.value = is));
  });
  return may.value;
}
