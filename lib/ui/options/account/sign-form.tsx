import '../../kit/segments.css';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer, Reason, Refusal } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import { useAnnounce } from '../../kit/announcer.tsx';
import { Field } from '../../kit/field.tsx';
import { refusalText } from '../../page/refusal-text.ts';
import type { MailWaits } from './mail-waits.ts';
import { MailForm } from './mail-form.tsx';
import { fewest, tooShort } from './password-length.ts';
import { RecoverForm } from './recover-form.tsx';

export interface SignFormProps {
  waits: MailWaits;
  /** The address of the server that is connected. */
  server: string;
  /** The address whose login has ended, if there is one. */
  email?: string;
  /** Whether creating an account is what a person does next. Then the form comes into view and takes the focus. */
  isNext?: boolean;
}

type FieldName = 'email' | 'password';

interface Complaint {
  text: string;
  field: FieldName | null;
}

interface Mailed {
  /** Why it was sent. Null where the person asked for it. */
  why: string | null;
  /** What was typed for it. Who asked for the mail may have typed any password, and it was not tried. */
  password?: string;
}

const fieldOf: Partial<Record<Reason, FieldName>> = {
  bad_email: 'email',
  unknown_email: 'email',
  already_registered: 'email',
  mail_not_allowed: 'email',
  weak_password: 'password',
  password_too_short: 'password',
  password_too_simple: 'password',
  password_leaked: 'password',
  wrong_password: 'password',
};

const mayHaveMail: ReadonlySet<Reason> = new Set<Reason>([
  'mail_too_soon',
  'too_many_mails',
  'email_not_confirmed',
]);

/**
 * Signs in or up by e-mail, with a password or a mail. On success the status changes, and the form goes with it.
 */
export function SignForm({ waits, server, email: known = '', isNext = false }: SignFormProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (!isNext) return;
    form.current?.scrollIntoView({ block: 'center' });
    form.current?.querySelector<HTMLElement>('[type="email"]')?.focus({ preventScroll: true });
  }, [isNext]);
  const [isNew, setNew] = useState(isNext);
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [username, setUsername] = useState('');
  const [isShown, reveal] = useState(false);
  /** How many characters the password of a new account has to have, as far as it is known. */
  const [least, setLeast] = useState(fewest);
  const [isWorking, setWorking] = useState(false);
  const [complaint, show] = useState<Complaint | null>(null);
  const announce = useAnnounce();
  function complain(next: Complaint | null) {
    show(next);
    if (next) announce(next.text, { isUrgent: true });
  }
  /** The mail that the person is to look for. Null where there is none. */
  const [mailed, setMailed] = useState<Mailed | null>(null);
  const [isForgotten, forget] = useState(false);

  const address = email.trim();

  async function submit() {
    const missing = missingIn(email, password);
    complain(missing);
    if (missing) return;
    const short = isNew ? tooShort(password, least) : null;
    if (short !== null) return complain({ text: short, field: 'password' });
    const named = username.trim() === '' ? {} : { username: username.trim() };
    const credentials = { email: address, password };
    const answer = await carryOut(
      isNew ? { type: 'sign-up', ...credentials, ...named } : { type: 'sign-in', ...credentials },
    );
    if (answer?.ok) return setPassword('');
    if (answer?.reason !== 'email_not_confirmed') return;
    // A sign-up has just sent one itself. That of an earlier day is not good any more.
    const sent = isNew ? null : await waits.request({ type: 'send-mail', email: address, create: false });
    if (!sent || sent.ok) return setMailed({ why: refusalText(answer), password });
    // An earlier mail is still good where only the next one has to wait.
    if (mayHaveMail.has(sent.reason)) return setMailed({ why: refusalText(sent), password });
    complainOf(sent);
  }
  async function sendMail() {
    const missing = missingIn(email, null);
    complain(missing);
    if (missing) return;
    const answer = await carryOut({ type: 'send-mail', email: address, create: isNew });
    if (answer?.ok) setMailed({ why: null });
    else if (answer && mayHaveMail.has(answer.reason)) setMailed({ why: refusalText(answer) });
  }
  /** Null while another command is under way. */
  async function carryOut(command: Command): Promise<Answer | null> {
    if (isWorking) return null;
    setWorking(true);
    const answer = await waits.request(command);
    setWorking(false);
    if (!answer.ok) complainOf(answer);
    return answer;
  }
  function complainOf(refusal: Refusal) {
    const { reason, number = 0 } = refusal;
    if (reason === 'password_too_short') setLeast(Math.max(fewest, number));
    complain({ text: refusalText(refusal), field: fieldOf[reason] ?? null });
  }
  const complaintOf = (field: FieldName) =>
    complaint?.field === field ? { 'aria-invalid': true, about: id } : {};
  if (mailed) {
    const back = () => {
      setMailed(null);
      complain(null);
    };
    return (
      <MailForm
        waits={waits}
        server={server}
        email={address}
        create={isNew}
        password={mailed.password}
        why={mailed.why}
        onBack={back}
      />
    );
  }
  if (isForgotten) {
    return <RecoverForm waits={waits} server={server} email={address} onBack={() => forget(false)} />;
  }
  return (
    <form
      ref={form}
      class="sign"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <fieldset class="segments">
        <legend class="unseen">{i18n.t('account.mode')}</legend>
        {[false, true].map((mode) => (
          <label key={String(mode)} class="segment">
            <input
              type="radio"
              name="mode"
              checked={isNew === mode}
              onChange={() => {
                setNew(mode);
                complain(null);
              }}
            />
            <span class="segment-name">{mode ? i18n.t('account.create') : i18n.t('account.have_one')}</span>
          </label>
        ))}
      </fieldset>
      <label class="labelled">
        {i18n.t('account.email')}
        <Field
          type="email"
          autocomplete="username"
          value={email}
          {...complaintOf('email')}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      <label class="labelled">
        {i18n.t('account.password')}
        <Field
          {...(isShown ? { type: 'text' as const } : { type: 'password' as const })}
          autocomplete={isNew ? 'new-password' : 'current-password'}
          value={password}
          {...complaintOf('password')}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      {isNew && <p class="hint">{i18n.t('account.password_text', [least])}</p>}
      <label class="tick">
        <input type="checkbox" checked={isShown} onChange={() => reveal(!isShown)} />
        {i18n.t('account.show_password')}
      </label>
      {!isNew && (
        <button type="button" class="quiet forgotten" onClick={() => forget(true)}>
          {i18n.t('password.forgotten')}
        </button>
      )}
      {isNew && (
        <label class="labelled">
          {i18n.t('account.username')}
          <input
            class="field"
            autocomplete="nickname"
            maxLength={80}
            dir="auto"
            value={username}
            onInput={(event) => setUsername(event.currentTarget.value)}
          />
        </label>
      )}
      <p id={id} class="complaint">
        {complaint?.text}
      </p>
      <div class="buttons">
        <button type="button" class="chip first" onClick={() => void sendMail()}>
          {i18n.t('account.by_mail')}
        </button>
        <button type="submit" class="strong" aria-disabled={isWorking}>
          {isWorking
            ? i18n.t('account.working')
            : isNew
              ? i18n.t('account.sign_up')
              : i18n.t('account.sign_in')}
        </button>
      </div>
    </form>
  );
}

/** `password` is null where none is needed. */
function missingIn(email: string, password: string | null): Complaint | null {
  if (email.trim() === '') return { text: i18n.t('account.missing_email'), field: 'email' };
  return password === '' ? { text: i18n.t('account.missing_password'), field: 'password' } : null;
}
