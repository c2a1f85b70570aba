import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Field } from '../../kit/field.tsx';
import type { Reason, Refusal } from '../../../messages/answer.ts';
import { plainDigits } from '../../kit/plain-digits.ts';
import { useComplaint } from '../../kit/spoken.tsx';
import { refusalText } from '../../page/refusal-text.ts';
import { AccountForm } from './account-form.tsx';
import { AnotherMail } from './another-mail.tsx';
import type { MailWaits } from './mail-waits.ts';
import { NewPassword } from './new-password.tsx';
import { fewest, tooShort } from './password-length.ts';

export interface PasswordFormProps {
  waits: MailWaits;
  email: string;
  /** `done` is what came of it, or nothing. */
  onClose(done: string): void;
}

type FieldName = 'password' | 'current' | 'nonce';

const fieldOf: Partial<Record<Reason, FieldName>> = {
  current_password_needed: 'current',
  wrong_current_password: 'current',
  reauthentication_needed: 'nonce',
  wrong_nonce: 'nonce',
};

/** Sets another password, or the first one. What else the server wants is asked for once it has said so. */
export function PasswordForm({ waits, email, onClose }: PasswordFormProps) {
  const id = useId();
  const [password, setPassword] = useState('');
  const [current, setCurrent] = useState<string | null>(null);
  const [nonce, setNonce] = useState<string | null>(null);
  const [least, setLeast] = useState(fewest);
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();
  const [blamed, blame] = useState<FieldName>('password');

  function say(text: string, field: FieldName) {
    blame(field);
    complain(text);
  }

  async function submit() {
    const short = tooShort(password, least);
    if (short !== null) return say(short, 'password');
    if (current === '') return say(i18n.t('account.missing_password'), 'current');
    const code = nonce === null ? null : plainDigits(nonce).replaceAll(/\D/g, '');
    if (code === '') return say(i18n.t('password.missing_nonce'), 'nonce');
    setWorking(true);
    const answer = await waits.request({
      type: 'change-password',
      password,
      ...(current !== null && { current }),
      ...(code !== null && { nonce: code }),
    });
    if (!answer.ok) await askForMore(answer);
    setWorking(false);
    if (answer.ok) onClose(i18n.t('password.done'));
  }

  async function askForMore(refusal: Refusal) {
    const { reason, number = 0 } = refusal;
    const field = fieldOf[reason] ?? 'password';
    if (field === 'current') setCurrent(current ?? '');
    if (reason === 'password_too_short') setLeast(Math.max(fewest, number));
    if (reason !== 'reauthentication_needed') return say(refusalText(refusal), field);
    const sent = await waits.request({ type: 'send-nonce' }, email);
    // The code from a moment ago is as good.
    if (!sent.ok && sent.reason !== 'mail_too_soon') return say(refusalText(sent), 'password');
    setNonce('');
    say(i18n.t('password.nonce_sent', [email]), 'nonce');
  }

  return (
    <AccountForm
      id={id}
      kind="card"
      title={i18n.t('password.title')}
      complaint={complaint}
      isWorking={isWorking}
      onSubmit={() => void submit()}
      submit={i18n.t('password.save')}
      leave={i18n.t('account.cancel')}
      onLeave={() => onClose('')}
      below={
        nonce !== null && (
          <AnotherMail waits={waits} email={email} command={{ type: 'send-nonce' }} complain={complain} />
        )
      }
    >
      <p class="hint">{i18n.t('password.text')}</p>
      <NewPassword
        password={password}
        onType={setPassword}
        least={least}
        complaintId={id}
        isWrong={complaint !== '' && blamed === 'password'}
      />
      {current !== null && (
        <label class="labelled">
          {i18n.t('password.current')}
          <Field
            type="password"
            autocomplete="current-password"
            value={current}
            aria-invalid={complaint !== '' && blamed === 'current'}
            about={id}
            onInput={(event) => setCurrent(event.currentTarget.value)}
          />
        </label>
      )}
      {nonce !== null && (
        <label class="labelled">
          {i18n.t('password.nonce')}
          <Field
            class="proof-field"
            autocomplete="one-time-code"
            dir="ltr"
            value={nonce}
            aria-invalid={complaint !== '' && blamed === 'nonce'}
            about={id}
            onInput={(event) => setNonce(event.currentTarget.value)}
          />
        </label>
      )}
    </AccountForm>
  );
}
