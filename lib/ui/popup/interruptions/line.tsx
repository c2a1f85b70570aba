import './line.css';
import { useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Interruption } from '../../../timer/checkpoint.ts';
import { openSession } from '../../../timer/press-commands.ts';
import { hearKeys } from '../../kit/keys.ts';
import type { PageActions } from '../../page/actions.ts';
import type { PageSignals } from '../../page/signals.ts';

export interface InterruptionLineProps {
  signals: PageSignals;
  actions: PageActions;
  /** Another device leads, and the line that says so takes the room. The keys count all the same. */
  isElsewhere: boolean;
}

const kinds: readonly Interruption[] = ['internal', 'external'];

/** As the technique's book marks them on paper. */
const marks = { internal: '′', external: '−' } as const;

const byKey = new Map<string, Interruption>([
  ["'", 'internal'],
  ['′', 'internal'],
  ['-', 'external'],
  ['−', 'external'],
]);

/**
 * Counts the interruptions of the focus session that is open, by a button or a key each. Until somebody has counted one,
 * both buttons wait behind a small one.
 */
export function InterruptionLine({ signals, actions, isElsewhere }: InterruptionLineProps) {
  const isOpened = useSignal(false);
  const session = useComputed(() => {
    const view = signals.view.value;
    return view.phase === 'work' ? openSession(view) : null;
  }).value;
  const { sessions } = signals.replayed.value;
  const counted = sessions.find(({ id }) => id === session)?.interruptions;
  const isUsed = isOpened.value || sessions.some(({ interruptions }) => interruptions !== undefined);
  const first = useRef<HTMLButtonElement>(null);

  async function count(kind: Interruption, of: string) {
    if (!(await actions.send({ type: 'interruption', session: of, kind }))) return;
    actions.showNotice({
      text: i18n.t(`interruption.counted.${kind}`),
      isUrgent: false,
      undo: () => void actions.send({ type: 'take-back-interruption', session: of, kind }),
    });
  }
  useLayoutEffect(() => {
    if (session === null) return;
    return hearKeys(document, (event) => {
      const kind = byKey.get(event.key);
      if (!kind || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest('input, select, textarea')) return;
      event.preventDefault();
      void count(kind, session);
    });
  });
  useLayoutEffect(() => {
    if (isOpened.value) first.current?.focus();
  }, [isOpened.value]);

  if (session === null || isElsewhere) return null;
  return (
    <div class="interruptions" role="group" aria-label={i18n.t('interruption.region')}>
      {isUsed ? (
        kinds.map((kind) => (
          <button
            key={kind}
            ref={kind === 'internal' ? first : null}
            type="button"
            class="chip"
            aria-keyshortcuts={kind === 'internal' ? "'" : '-'}
            title={i18n.t(`interruption.name.${kind}`)}
            onClick={() => void count(kind, session)}
          >
            {`${marks[kind]} ${i18n.t(`interruption.${kind}`)} ${counted?.[kind] ?? 0}`}
          </button>
        ))
      ) : (
        <button type="button" class="quiet" onClick={() => (isOpened.value = true)}>
          {i18n.t('interruption.open')}
        </button>
      )}
    </div>
  );
}
