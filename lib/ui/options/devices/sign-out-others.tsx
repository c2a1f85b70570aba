import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PageActions } from '../../page/actions.ts';
import { useComplaint, useSpoken } from '../../kit/spoken.tsx';
import { reasonText } from '../../page/reason-text.ts';

export interface SignOutOthersProps {
  actions: PageActions;
  /** They are ended. */
  onDone(): void;
}

/** Ends every login of the account but this one, after it has said what that means. */
export function SignOutOthers({ actions, onDone }: SignOutOthersProps) {
  const [state, become] = useState<'offered' | 'asking' | 'working' | 'done'>('offered');
  const [complaint, complain] = useComplaint();
  useSpoken(state === 'done' && i18n.t('devices.others_done'));
  const question = useRef<HTMLHeadingElement>(null);
  const isOpen = state === 'asking' || state === 'working';
  useLayoutEffect(() => {
    if (isOpen) question.current?.focus();
  }, [isOpen]);

  async function signOut() {
    if (state === 'working') return;
    become('working');
    const answer = await actions.request({ type: 'sign-out-others' });
    complain(answer.ok ? '' : reasonText(answer.reason));
    become(answer.ok ? 'done' : 'asking');
    if (answer.ok) onDone();
  }
  if (!isOpen) {
    return (
      <>
        <button type="button" class="chip" onClick={() => become('asking')}>
          {i18n.t('devices.others')}
        </button>
        <span class="good">{state === 'done' && i18n.t('devices.others_done')}</span>
      </>
    );
  }
  return (
    <div class="card" role="group" aria-labelledby="others-title">
      <h3 id="others-title" class="subtitle" ref={question} tabIndex={-1}>
        {i18n.t('devices.others')}
      </h3>
      <p class="warning">{i18n.t('devices.others_text')}</p>
      <p class="complaint">{complaint}</p>
      <div class="buttons">
        <button type="button" class="quiet" onClick={() => become('offered')}>
          {i18n.t('account.cancel')}
        </button>
        <button
          type="button"
          class="strong"
          aria-disabled={state === 'working'}
          onClick={() => void signOut()}
        >
          {state === 'working' ? i18n.t('account.working') : i18n.t('devices.others_now')}
        </button>
      </div>
    </div>
  );
}
