import '../../kit/segments.css';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer, Reason, Refusal } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import { useAnnounce } from '../../kit/announcer.tsx';
import { Field } from '../../kit/field.tsx';
import { refusalText } from '../../page/refusal-text.ts';
import { CodeForm } from './code-form.tsx';
import { fewest, tooShort } from './password-length.ts';

export interface SignFormProps {
  request(command: Command): Promise<Answer>;
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

const mayHaveCode: ReadonlySet<Reason> = new Set<Reason>([
  'mail_too_soon',
  'too_many_mails',
  'email_not_confirmed',
]);

/**
 * Signs in or up by e-mail, with a password or a mailed code. On success the status changes, and the form goes with it.
 */
export function SignForm({ request, email: known = '', isNext = false }: SignFormProps) {
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
  /** Why a code was mailed. Null where the person asked for it, undefined where none was mailed. */
  const [coded, setCoded] = useState<string | null>();

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
    // A sign-up has just mailed one itself. A code of an earlier day is not valid any more.
    const sent = isNew ? null : await request({ type: 'send-code', email: address, create: false });
    if (!sent || sent.ok) return setCoded(refusalText(answer));
    // An earlier code is still good where only the next mail has to wait.
    if (mayHaveCode.has(sent.reason)) return setCoded(refusalText(sent));
    complainOf(sent);
  }
  async function mailCode() {
    const missing = missingIn(email, null);
    complain(missing);
    if (missing) return;
    const answer = await carryOut({ type: 'send-code', email: address, create: isNew });
    if (answer?.ok) setCoded(null);
  }
  /** Null while another command is under way. */
  async function carryOut(command: Command): Promise<Answer | null> {
    if (isWorking) return null;
    setWorking(true);
    const answer = await request(command);
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
  if (coded !== undefined) {
    const back = () => {
      setCoded(undefined);
      complain(null);
    };
    return (
      <CodeForm
        request={request}
        email={address}
        create={isNew}
        // Who asked for the code may have typed any password, and it was not tried.
        password={coded === null ? undefined : password}
        why={coded}
        onBack={back}
      />
    );
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
        <button type="button" class="chip first" onClick={() => void mailCode()}>
          {i18n.t('account.mail_code')}
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
