import { i18n } from '#i18n';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PageActions } from '../../page/actions.ts';
import { reasonText } from '../../page/reason-text.ts';
import { useComplaint } from '../../kit/spoken.tsx';
import { KeepChoice } from './keep-choice.tsx';

export interface SignOutProps {
  waiting: number;
  actions: PageActions;
}

/** Before it signs out it asks what becomes of the copy on this browser, and says what would be lost. */
export function SignOut({ waiting, actions }: SignOutProps) {
  const [isAsking, ask] = useState(false);
  const [keeps, keep] = useState(true);
  const [complaint, complain] = useComplaint();
  const question = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (isAsking) question.current?.focus();
  }, [isAsking]);

  async function signOut() {
    const answer = await actions.request({ type: 'sign-out', keep: keeps });
    complain(answer.ok ? '' : reasonText(answer.reason));
  }
  if (!isAsking) {
    return (
      <button type="button" class="chip" onClick={() => ask(true)}>
        {i18n.t('account.sign_out')}
      </button>
    );
  }
  return (
    <div class="card" role="group" aria-labelledby="sign-out-title">
      <h3 id="sign-out-title" class="subtitle" ref={question} tabIndex={-1}>
        {i18n.t('account.sign_out_title')}
      </h3>
      <KeepChoice
        keeps={keeps}
        keep={i18n.t('account.sign_out_keep')}
        remove={i18n.t('account.sign_out_remove')}
        onChoose={keep}
      />
      {waiting > 0 && <p class="warning">{i18n.t('account.sign_out_waiting', waiting)}</p>}
      <p class="complaint">{complaint}</p>
      <div class="buttons">
        {waiting > 0 && (
          <button type="button" class="quiet first" onClick={() => void actions.send({ type: 'sync-now' })}>
            {i18n.t('account.sync_first')}
          </button>
        )}
        <button type="button" class="quiet" onClick={() => ask(false)}>
          {i18n.t('account.cancel')}
        </button>
        <button type="button" class="strong" onClick={() => void signOut()}>
          {i18n.t('account.sign_out')}
        </button>
      </div>
    </div>
  );
}
