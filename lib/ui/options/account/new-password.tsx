import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Field } from '../../kit/field.tsx';

export interface NewPasswordProps {
  password: string;
  onType(password: string): void;
  /** How many characters it has to have, as far as that is known. */
  least: number;
  /** Id of the element that says what is wrong, and whether it is the password. */
  complaintId: string;
  isWrong: boolean;
}

/** Chooses a password. */
export function NewPassword({ password, onType, least, complaintId, isWrong }: NewPasswordProps) {
  const [isShown, reveal] = useState(false);
  return (
    <>
      <label class="labelled">
        {i18n.t('password.new')}
        <Field
          type={isShown ? 'text' : 'password'}
          autocomplete="new-password"
          value={password}
          aria-invalid={isWrong}
          about={`${complaintId} ${complaintId}-least`}
          onInput={(event) => onType(event.currentTarget.value)}
        />
      </label>
      <p id={`${complaintId}-least`} class="hint">
        {i18n.t('account.password_text', [least])}
      </p>
      <label class="tick">
        <input type="checkbox" checked={isShown} onChange={() => reveal(!isShown)} />
        {i18n.t('account.show_password')}
      </label>
    </>
  );
}
