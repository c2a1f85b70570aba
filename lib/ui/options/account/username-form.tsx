import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Field } from '../../kit/field.tsx';
import type { Command } from '../../../messages/command.ts';
import type { Answer } from '../../../messages/answer.ts';
import { useComplaint } from '../../kit/spoken.tsx';
import { refusalText } from '../../page/refusal-text.ts';
import { AccountForm } from './account-form.tsx';

export interface UsernameFormProps {
  request(command: Command): Promise<Answer>;
  /** The present one, or nothing. */
  username: string;
  /** `done` is what came of it, or nothing. */
  onClose(done: string): void;
}

/** The longest name that the server takes. */
const longest = 40;

/** Gives the account another name. */
export function UsernameForm({ request, username, onClose }: UsernameFormProps) {
  const id = useId();
  const [typed, type] = useState(username);
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();
  const name = typed.trim();

  async function submit() {
    const count = Array.from(name).length;
    if (count === 0 || count > longest || /[\s\p{Cc}]/u.test(name)) return complain(i18n.t('username.wrong'));
    setWorking(true);
    const answer = await request({ type: 'change-username', username: name });
    setWorking(false);
    if (answer.ok) onClose(i18n.t('username.done', [name]));
    else complain(refusalText(answer));
  }
  return (
    <AccountForm
      id={id}
      kind="card"
      title={i18n.t('username.title')}
      complaint={complaint}
      isWorking={isWorking}
      onSubmit={() => void submit()}
      submit={i18n.t('username.save')}
      leave={i18n.t('account.cancel')}
      onLeave={() => onClose('')}
    >
      <label class="labelled">
        {i18n.t('username.name')}
        <Field
          autocomplete="nickname"
          dir="auto"
          value={typed}
          aria-invalid={complaint !== ''}
          about={id}
          onInput={(event) => type(event.currentTarget.value)}
        />
      </label>
    </AccountForm>
  );
}
