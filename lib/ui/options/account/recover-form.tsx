import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Field } from '../../kit/field.tsx';
import type { Command } from '../../../messages/command.ts';
import { useComplaint } from '../../kit/spoken.tsx';
import { refusalText } from '../../page/refusal-text.ts';
import { AccountForm } from './account-form.tsx';
import { AnotherMail } from './another-mail.tsx';
import type { MailWaits } from './mail-waits.ts';
import { NewPassword } from './new-password.tsx';
import { fewest, tooShort } from './password-length.ts';
import { ProofField } from './proof-field.tsx';
import { readProof } from './read-proof.ts';

export interface RecoverFormProps {
  waits: MailWaits;
  /** The address of the server that is connected. */
  server: string;
  /** What was typed before. */
  email: string;
  onBack(): void;
}

/** A forgotten password: sends a mail, and signs in with what it brings and another password. */
export function RecoverForm({ waits, server, email: known, onBack }: RecoverFormProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const proofField = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState(known);
  const [isSent, setSent] = useState(false);
  const [typed, type] = useState('');
  const [password, setPassword] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();
  const [isPasswordWrong, blamePassword] = useState(false);
  useLayoutEffect(() => field.current?.focus(), []);
  const address = email.trim();

  async function carryOut(command: Command): Promise<boolean> {
    setWorking(true);
    const answer = await waits.request(command);
    setWorking(false);
    // The mail from a moment ago is as good.
    const isGood = answer.ok || (command.type === 'send-recovery' && answer.reason === 'mail_too_soon');
    complain(isGood ? '' : refusalText(answer));
    return isGood;
  }

  async function submit() {
    blamePassword(false);
    if (address === '') return complain(i18n.t('account.missing_email'));
    if (!isSent) return setSent(await carryOut({ type: 'send-recovery', email: address }));
    const read = readProof(typed, server, 'enter');
    if (!read.ok) return complain(read.text);
    const short = tooShort(password, fewest);
    if (short !== null) {
      blamePassword(true);
      return complain(short);
    }
    await carryOut({ type: 'enter-proof', email: address, proof: read.proof, password, recovers: true });
  }
  return (
    <AccountForm
      id={id}
      kind="sign"
      title={i18n.t('password.forgotten')}
      complaint={complaint}
      isWorking={isWorking}
      onSubmit={() => void submit()}
      submit={isSent ? i18n.t('password.set_and_sign_in') : i18n.t('password.send_recovery')}
      leave={i18n.t('account.back')}
      onLeave={onBack}
      below={
        isSent && (
          <AnotherMail
            waits={waits}
            email={address}
            command={{ type: 'send-recovery', email: address }}
            complain={complain}
          />
        )
      }
    >
      {isSent ? (
        <>
          <p>{i18n.t('password.recovery_sent', [address])}</p>
          <ProofField
            field={proofField}
            typed={typed}
            onType={type}
            complaintId={id}
            isWrong={complaint !== '' && !isPasswordWrong}
          />
          <NewPassword
            password={password}
            onType={setPassword}
            least={fewest}
            complaintId={id}
            isWrong={isPasswordWrong}
          />
        </>
      ) : (
        <>
          <p>{i18n.t('password.forgotten_text')}</p>
          <label class="labelled">
            {i18n.t('account.email')}
            <Field
              input={field}
              type="email"
              autocomplete="username"
              value={email}
              aria-invalid={complaint !== ''}
              about={id}
              onInput={(event) => setEmail(event.currentTarget.value)}
            />
          </label>
        </>
      )}
    </AccountForm>
  );
}
