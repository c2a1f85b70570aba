import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { openSession } from '../../timer/press-commands.ts';
import type { TimerView } from '../../timer/view.ts';
import { minutesAndSeconds } from '../kit/clock-text.ts';
import type { PageActions } from '../page/actions.ts';
import type { PageSignals } from '../page/signals.ts';

/**
 * What the primary button is to people who listen. It is described by the timer beside it, but that is not written anew
 * while it has the focus: then each change would be read out, and a countdown changes with every second.
 */
export function usePrimaryButton(signals: PageSignals, actions: PageActions): void {
  const view = signals.view.value;
  const { state, phase } = view;
  const told = useRef('');
  useLayoutEffect(() => {
    const primary = primaryButton();
    const now = `${state} ${phase}`;
    if (document.activeElement !== primary) primary?.setAttribute('aria-description', inWords(view));
    // What it says is not so any more. What has changed is announced.
    else if (told.current !== now) primary?.removeAttribute('aria-description');
    told.current = now;
  }, [view, state, phase]);

  useLayoutEffect(() => {
    const primary = primaryButton();
    if (!primary || document.activeElement !== primary) return;
    // It has had the focus since before any screen reader knew of the page, and none has spoken of it.
    primary.blur();
    const now = inWords(signals.view.peek());
    primary.setAttribute('aria-description', now);
    primary.focus();
    // There the first focus of all is taken for granted, and only what is an alert is spoken of.
    if (actions.areAlerts) for (const text of [primary.textContent, now]) actions.announce(text);
  }, [signals, actions]);

  const last = actions.carriedOut.value;
  const ended = last?.type === 'stop' || last?.type === 'skip' ? last.session : null;
  const open = openSession(view);
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
