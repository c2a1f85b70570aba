import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { PageActions } from '../../page/actions.ts';
import { reasonText } from '../../page/reason-text.ts';
import { useComplaint } from '../../kit/spoken.tsx';
import { KeepChoice } from './keep-choice.tsx';

export interface DeletedElsewhereProps {
  email: string;
  actions: PageActions;
}

/** The account was deleted on another device. Asks what becomes of the copy on this browser. */
export function DeletedElsewhere({ email, actions }: DeletedElsewhereProps) {
  const [keeps, keep] = useState(true);
  const [complaint, complain] = useComplaint();
  async function goOn() {
    const answer = await actions.request({ type: 'sign-out', keep: keeps });
    complain(answer.ok ? '' : reasonText(answer.reason));
  }
  return (
    <>
      <p class="warning">{i18n.t('account.gone', [email])}</p>
      <KeepChoice
        keeps={keeps}
        keep={i18n.t('account.gone_keep')}
        remove={i18n.t('account.gone_remove')}
        onChoose={keep}
      />
      <p class="complaint">{complaint}</p>
      <button type="button" class="strong account-go" onClick={() => void goOn()}>
        {i18n.t('account.gone_go')}
      </button>
    </>
  );
}
