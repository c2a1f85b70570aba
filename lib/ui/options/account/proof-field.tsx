import './proof-field.css';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { Field } from '../../kit/field.tsx';

export interface ProofFieldProps {
  field: RefObject<HTMLInputElement | null>;
  typed: string;
  onType(typed: string): void;
  /** Id of the element that says what is wrong, and whether it says anything. */
  complaintId: string;
  isWrong: boolean;
}

/** Takes what a mail brought. It has the focus when it appears. */
export function ProofField({ field, typed, onType, complaintId, isWrong }: ProofFieldProps) {
  useLayoutEffect(() => field.current?.focus(), [field]);
  return (
    <>
      <label class="labelled">
        {i18n.t('mail.proof')}
        <Field
          input={field}
          class="proof-field"
          autocomplete="one-time-code"
          spellcheck={false}
          dir="ltr"
          value={typed}
          aria-invalid={isWrong}
          about={`${complaintId} ${complaintId}-how`}
          onInput={(event) => onType(event.currentTarget.value)}
        />
      </label>
      <p id={`${complaintId}-how`} class="hint">
        {i18n.t('mail.how')}
      </p>
    </>
  );
}
