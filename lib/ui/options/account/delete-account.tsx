import { i18n } from '#i18n';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PageActions } from '../../page/actions.ts';
import { reasonText } from '../../page/reason-text.ts';
import { Field } from '../../kit/field.tsx';
import { useComplaint } from '../../kit/spoken.tsx';
import { AccountForm } from './account-form.tsx';
import { KeepChoice } from './keep-choice.tsx';

export interface DeleteAccountProps {
  email: string;
  actions: PageActions;
}

/** Says what will be deleted, and deletes the account once its address was typed. */
export function DeleteAccount({ email, actions }: DeleteAccountProps) {
  const id = useId();
  const [isAsking, ask] = useState(false);
  const [keeps, keep] = useState(true);
  const [typed, type] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();
  const question = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (isAsking) question.current?.focus();
  }, [isAsking]);

  async function submit() {
    const isRight = typed.trim().toLowerCase() === email.toLowerCase();
    complain(isRight ? '' : i18n.t('account.delete_wrong'));
    if (!isRight) return;
    setWorking(true);
    const answer = await actions.request({ type: 'delete-account', keep: keeps });
    setWorking(false);
    if (!answer.ok) complain(reasonText(answer.reason));
  }
  // It stays: Chromium tells nobody of the focus that comes while what had it before goes away.
  const opener = (
    <button type="button" class="chip" aria-expanded={isAsking} onClick={() => ask(!isAsking)}>
      {i18n.t('account.delete')}
    </button>
  );
  if (!isAsking) return opener;
  return (
    <>
      {opener}
      <AccountForm
        id={id}
        kind="card"
        title={i18n.t('account.delete_title')}
        heading={question}
        complaint={complaint}
        isWorking={isWorking}
        onSubmit={() => void submit()}
        submit={i18n.t('account.delete_now')}
        leave={i18n.t('account.cancel')}
        onLeave={() => ask(false)}
      >
        <p class="warning">{i18n.t('account.delete_text')}</p>
        <KeepChoice
          keeps={keeps}
          keep={i18n.t('account.delete_keep')}
          remove={i18n.t('account.delete_remove')}
          onChoose={keep}
        />
        <label class="labelled">
          {i18n.t('account.delete_type')}
          <Field
            type="email"
            autocomplete="off"
            spellcheck={false}
            value={typed}
            aria-invalid={complaint !== ''}
            about={id}
            onInput={(event) => type(event.currentTarget.value)}
          />
        </label>
      </AccountForm>
    </>
  );
}
