import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer, Command, Reason } from '../command.ts';
import { reasonText } from './acts.ts';

export interface SignFormProps {
  ask(command: Command): Promise<Answer>;
  /** Whose login has to be renewed, if anybody's. */
  email?: string;
}

type Field = 'email' | 'password';

interface Complaint {
  text: string;
  field: Field | null;
}

const fieldOf: Partial<Record<Reason, Field>> = {
  bad_email: 'email',
  already_registered: 'email',
  weak_password: 'password',
  wrong_password: 'password',
};

/** Signs in or up by e-mail and password. On success the account shows up in the status, and this form goes. */
export function SignForm({ ask, email: known = '' }: SignFormProps) {
  const id = useId();
  const [isNew, setNew] = useState(false);
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [username, setUsername] = useState('');
  const [isShown, reveal] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useState<Complaint | null>(null);

  async function submit() {
    if (isWorking) return;
    const missing = missingIn(email, password);
    complain(missing);
    if (missing) return;
    setWorking(true);
    const named = username.trim() === '' ? {} : { username: username.trim() };
    const credentials = { email: email.trim(), password };
    const answer = await ask(
      isNew ? { type: 'sign-up', ...credentials, ...named } : { type: 'sign-in', ...credentials },
    );
    setWorking(false);
    if (answer.ok) return setPassword('');
    complain({ text: reasonText(answer.reason), field: fieldOf[answer.reason] ?? null });
  }
  const complaintOf = (field: Field) =>
    complaint?.field === field ? { 'aria-invalid': true, 'aria-describedby': id } : {};
  return (
    <form
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
        <input
          class="field"
          type="email"
          autocomplete="username"
          value={email}
          {...complaintOf('email')}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      <label class="labelled">
        {i18n.t('account.password')}
        <input
          class="field"
          {...(isShown ? { type: 'text' as const } : { type: 'password' as const })}
          autocomplete={isNew ? 'new-password' : 'current-password'}
          value={password}
          {...complaintOf('password')}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      {isNew && <p class="hint">{i18n.t('account.password_text')}</p>}
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
      <p id={id} class="complaint" role="alert">
        {complaint?.text}
      </p>
      <button type="submit" class="strong" aria-disabled={isWorking}>
        {isWorking
          ? i18n.t('account.working')
          : isNew
            ? i18n.t('account.sign_up')
            : i18n.t('account.sign_in')}
      </button>
    </form>
  );
}

function missingIn(email: string, password: string): Complaint | null {
  if (email.trim() === '') return { text: i18n.t('account.missing_email'), field: 'email' };
  return password === '' ? { text: i18n.t('account.missing_password'), field: 'password' } : null;
}
