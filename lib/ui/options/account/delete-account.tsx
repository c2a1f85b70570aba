import { i18n } from '#i18n';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PageActions } from '../../page/actions.ts';
import { reasonText } from '../../page/reason-text.ts';
import { Field } from '../../kit/field.tsx';
import { useComplaint } from '../../kit/spoken.tsx';
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
    if (isWorking) return;
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
      <form
        class="card"
        noValidate
        aria-labelledby={`${id}-title`}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h3 id={`${id}-title`} class="subtitle" ref={question} tabIndex={-1}>
          {i18n.t('account.delete_title')}
        </h3>
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
        <p id={id} class="complaint">
          {complaint}
        </p>
        <div class="buttons">
          <button type="button" class="quiet" onClick={() => ask(false)}>
            {i18n.t('account.cancel')}
          </button>
          <button type="submit" class="strong" aria-disabled={isWorking}>
            {isWorking ? i18n.t('account.working') : i18n.t('account.delete_now')}
          </button>
        </div>
      </form>
    </>
  );
}
