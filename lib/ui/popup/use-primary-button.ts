import { useLayoutEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { openSession } from '../../timer/press-commands.ts';
import type { TimerView } from '../../timer/view.ts';
import { minutesAndSeconds } from '../kit/clock-text.ts';
import type { PageActions } from '../page/actions.ts';
import type { PageSignals } from '../page/signals.ts';

/**
 * What the primary button is to people who listen. It is described by the timer beside it, written when the focus
 * comes: a description that ticks might be read out with every second.
 */
export function usePrimaryButton(signals: PageSignals, actions: PageActions): void {
  useLayoutEffect(() => {
    const describe = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target.matches('.primary'))
        target.setAttribute('aria-description', inWords(signals.view.peek()));
    };
    document.addEventListener('focusin', describe);
    const primary = primaryButton();
    if (document.activeElement === primary) {
      // It has had the focus since before any screen reader knew of the page, and none has spoken of it.
      primary?.blur();
      primary?.focus();
    }
    return () => document.removeEventListener('focusin', describe);
  }, [signals]);

  const last = actions.carriedOut.value;
  const ended = last?.type === 'stop' || last?.type === 'skip' ? last.session : null;
  const open = openSession(signals.view.value);
  useLayoutEffect(() => {
    // The button that was pressed may have gone, and what a person does after a stop or a skip is a start.
    const focused = document.activeElement;
    const isAfterEnd = ended !== null && ended !== open && focused?.closest('.controls');
    if (isAfterEnd || focused === document.body) primaryButton()?.focus();
  }, [ended, open]);
}

function primaryButton(): HTMLElement | null {
  return document.querySelector('.primary');
}

/** What a person who looks sees beside the button. */
function inWords({ state, phase, remaining }: TimerView): string {
  const kind = state === 'running' || state === 'paused' ? state : 'waiting';
  return i18n.t(`spoken.now.${kind}`, [i18n.t(`phase.${phase}`), minutesAndSeconds(remaining)]);
}
