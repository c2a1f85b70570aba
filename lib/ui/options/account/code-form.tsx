import './code-form.css';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import { Field } from '../../kit/field.tsx';
import { plainDigits } from '../../kit/plain-digits.ts';
import { refusalText } from '../../page/refusal-text.ts';
import { SpokenText, useComplaint } from '../../kit/spoken.tsx';

export interface CodeFormProps {
  request(command: Command): Promise<Answer>;
  email: string;
  /** Whether an account may be made for the address. */
  create: boolean;
  /** What was typed for an account that the code is to confirm. It is to be the account's password. */
  password?: string | undefined;
  /** Why a code is needed. Null where the person asked for it. */
  why: string | null;
  onBack(): void;
}

/** Signs in with a code from a mail. */
export function CodeForm({ request, email, create, password, why, onBack }: CodeFormProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, type] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();
  const [isAgain, setAgain] = useState(false);
  useLayoutEffect(() => field.current?.focus(), []);

  async function carryOut(command: Command): Promise<boolean> {
    setWorking(true);
    const answer = await request(command);
    setWorking(false);
    complain(answer.ok ? '' : refusalText(answer));
    return answer.ok;
  }
  async function submit() {
    if (isWorking) return;
    const code = digitsOf(typed);
    const given = password === undefined ? create && { create } : { password };
    if (code.length < fewest) return complain(i18n.t('account.missing_code'));
    if (!(await carryOut({ type: 'enter-code', email, code, ...given }))) field.current?.select();
  }
  async function again() {
    if (!isWorking) setAgain(await carryOut({ type: 'send-code', email, create }));
  }
  return (
    <form
      class="sign"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {why !== null && <p class="warning">{why}</p>}
      <p>{i18n.t('account.code_sent', [email])}</p>
      <label class="labelled">
        {i18n.t('account.code')}
        <Field
          input={field}
          class="code-field"
          inputMode="numeric"
          autocomplete="one-time-code"
          dir="ltr"
          value={typed}
          aria-invalid={complaint !== ''}
          about={id}
          onInput={(event) => type(event.currentTarget.value)}
        />
      </label>
      <p id={id} class="complaint">
        {complaint}
      </p>
      <SpokenText class="hint" text={isAgain && complaint === '' && i18n.t('account.code_on_its_way')} />
      <div class="buttons">
        <button type="button" class="quiet first" onClick={onBack}>
          {i18n.t('account.back')}
        </button>
        <button type="button" class="chip" onClick={() => void again()}>
          {i18n.t('account.code_again')}
        </button>
        <button type="submit" class="strong" aria-disabled={isWorking}>
          {isWorking ? i18n.t('account.working') : i18n.t('account.sign_in')}
        </button>
      </div>
    </form>
  );
}

/** The fewest digits that a code has. A project may have longer ones. */
const fewest = 6;

/** People paste codes with spaces or words around them, and type them in the digits of their script. */
export function digitsOf(typed: string): string {
  return plainDigits(typed).replaceAll(/\D/g, '');
}
