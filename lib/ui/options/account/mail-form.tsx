import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useComplaint } from '../../kit/spoken.tsx';
import { refusalText } from '../../page/refusal-text.ts';
import { AccountForm } from './account-form.tsx';
import { AnotherMail } from './another-mail.tsx';
import type { MailWaits } from './mail-waits.ts';
import { ProofField } from './proof-field.tsx';
import { readProof } from './read-proof.ts';

export interface MailFormProps {
  waits: MailWaits;
  /** The address of the server that is connected. */
  server: string;
  email: string;
  /** Whether an account may be made for the address. */
  create: boolean;
  /** What was typed for an account that the mail is to confirm. It is to be the account's password. */
  password?: string | undefined;
  /** Why a mail is needed. Null where the person asked for it. */
  why: string | null;
  onBack(): void;
}

/** Signs in with the link or the code of a mail. */
export function MailForm({ waits, server, email, create, password, why, onBack }: MailFormProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, type] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();

  async function submit() {
    const read = readProof(typed, server, 'enter');
    if (!read.ok) return complain(read.text);
    setWorking(true);
    const given = password === undefined ? create && { create } : { password };
    const answer = await waits.request({ type: 'enter-proof', email, proof: read.proof, ...given });
    setWorking(false);
    complain(answer.ok ? '' : refusalText(answer));
    if (!answer.ok) field.current?.select();
  }
  return (
    <AccountForm
      id={id}
      kind="sign"
      complaint={complaint}
      isWorking={isWorking}
      onSubmit={() => void submit()}
      submit={i18n.t('account.sign_in')}
      leave={i18n.t('account.back')}
      onLeave={onBack}
      below={
        <AnotherMail
          waits={waits}
          email={email}
          command={{ type: 'send-mail', email, create }}
          complain={complain}
        />
      }
    >
      {why !== null && <p class="warning">{why}</p>}
      <p>{i18n.t('mail.sent', [email])}</p>
      <ProofField field={field} typed={typed} onType={type} complaintId={id} isWrong={complaint !== ''} />
    </AccountForm>
  );
}
