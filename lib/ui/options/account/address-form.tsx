import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Field } from '../../kit/field.tsx';
import type { Refusal } from '../../../messages/answer.ts';
import { SpokenText, useComplaint } from '../../kit/spoken.tsx';
import { refusalText } from '../../page/refusal-text.ts';
import { AccountForm } from './account-form.tsx';
import { AnotherMail } from './another-mail.tsx';
import type { MailWaits } from './mail-waits.ts';
import { ProofField } from './proof-field.tsx';
import { readProof } from './read-proof.ts';

export interface AddressFormProps {
  waits: MailWaits;
  /** The address of the server that is connected. */
  server: string;
  /** The present address. */
  email: string;
  onChanged(address: string): void;
  /** `done` is what came of it, or nothing. */
  onClose(done: string): void;
}

/** Gives the account another address. The server mails to both addresses, and both mails are to be shown to it. */
export function AddressForm({ waits, server, email, onChanged, onClose }: AddressFormProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [wanted, want] = useState('');
  const [typed, type] = useState('');
  const [state, become] = useState<'asking' | 'both' | 'one'>('asking');
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();
  const address = wanted.trim();

  function finish() {
    onChanged(address.toLowerCase());
    onClose(i18n.t('address.done', [address]));
  }

  async function ask() {
    if (address === '') return complain(i18n.t('account.missing_email'));
    if (address.toLowerCase() === email.toLowerCase()) return complain(i18n.t('address.same'));
    setWorking(true);
    const answer = await waits.request({ type: 'change-address', email: address });
    setWorking(false);
    if (answer.ok) return finish();
    if (answer.reason !== 'address_not_confirmed') return complain(textOf(answer));
    complain('');
    become('both');
  }

  async function prove() {
    const read = readProof(typed, server, 'change');
    if (!read.ok) return complain(read.text);
    setWorking(true);
    const answer = await waits.request({ type: 'prove-address', email: address, proof: read.proof });
    setWorking(false);
    if (answer.ok) return finish();
    if (answer.reason === 'other_address_left') {
      become('one');
      type('');
      complain('');
    } else {
      complain(textOf(answer));
    }
    field.current?.select();
  }

  return (
    <AccountForm
      id={id}
      kind="card"
      title={i18n.t('address.title')}
      complaint={complaint}
      isWorking={isWorking}
      onSubmit={() => void (state === 'asking' ? ask() : prove())}
      submit={state === 'asking' ? i18n.t('address.send') : i18n.t('address.prove')}
      leave={i18n.t('account.cancel')}
      onLeave={() => onClose('')}
      below={
        state === 'both' && (
          <AnotherMail
            waits={waits}
            email={address}
            command={{ type: 'change-address', email: address }}
            complain={complain}
          />
        )
      }
    >
      {state === 'asking' ? (
        <>
          <p class="hint">{i18n.t('address.text')}</p>
          <label class="labelled">
            {i18n.t('address.new')}
            <Field
              type="email"
              autocomplete="email"
              value={wanted}
              aria-invalid={complaint !== ''}
              about={id}
              onInput={(event) => want(event.currentTarget.value)}
            />
          </label>
        </>
      ) : (
        <>
          <SpokenText
            text={
              state === 'both'
                ? i18n.t('address.sent', [address, email])
                : i18n.t('reason.other_address_left')
            }
          />
          <ProofField field={field} typed={typed} onType={type} complaintId={id} isWrong={complaint !== ''} />
        </>
      )}
    </AccountForm>
  );
}

function textOf(refusal: Refusal): string {
  return refusal.reason === 'already_registered' ? i18n.t('address.taken') : refusalText(refusal);
}
