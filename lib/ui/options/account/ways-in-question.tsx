import './ways-in-question.css';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Status } from '../../../messages/status.ts';
import { providers, type Provider } from '../../../sync/providers.ts';
import type { PageActions } from '../../page/actions.ts';
import { Field } from '../../kit/field.tsx';
import { useComplaint } from '../../kit/spoken.tsx';
import { reasonText } from '../../page/reason-text.ts';
import { refusalText } from '../../page/refusal-text.ts';
import { AccountForm } from './account-form.tsx';
import { fewest, tooShort } from './password-length.ts';

type WaysIn = NonNullable<NonNullable<Status['joining']>['ways']>;

export interface WaysInQuestionProps {
  email: string;
  ways: WaysIn;
  actions: PageActions;
  /** Whether the question appeared while the page was open. Then it takes the focus. */
  isNew: boolean;
}

/**
 * Somebody has proven that the address of an account is theirs. Shows what else opens the account, and takes it away
 * unless they say that it is theirs. With `ways.refused` that is done, and the server did not take their password.
 */
export function WaysInQuestion({ email, ways, actions, isNew }: WaysInQuestionProps) {
  const id = useId();
  const question = useRef<HTMLHeadingElement>(null);
  const [keeps, keep] = useState(false);
  const [password, setPassword] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();
  const { refused } = ways;
  useLayoutEffect(() => {
    if (isNew) question.current?.focus();
  }, [isNew, refused]);

  async function goOn() {
    const chosen = keeps || password === '' ? {} : { password };
    const short = chosen.password === undefined ? null : tooShort(chosen.password, fewest);
    if (short !== null) return complain(short);
    setWorking(true);
    const answer = await actions.request({ type: 'claim-account', keep: keeps, ...chosen });
    setWorking(false);
    complain(answer.ok ? '' : refusalText(answer));
  }
  return (
    <AccountForm
      id={id}
      kind="card"
      title={refused === undefined ? i18n.t('ways.title') : i18n.t('ways.refused_title')}
      heading={question}
      complaint={complaint}
      isWorking={isWorking}
      onSubmit={() => void goOn()}
      submit={i18n.t('join.go')}
      leave={i18n.t('join.cancel')}
      onLeave={() => void actions.send({ type: 'sign-out', keep: true })}
    >
      {refused === undefined ? (
        <>
          <p class="hint">{i18n.t('ways.text', [email])}</p>
          <ul class="ways">
            {inWords(ways).map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
          {[true, false].map((choice) => (
            <div key={String(choice)}>
              <label class="tick">
                <input
                  type="radio"
                  class="radio"
                  name={`${id}-keep`}
                  checked={keeps === choice}
                  aria-describedby={`${id}-${choice}`}
                  onChange={() => keep(choice)}
                />
                {choice ? i18n.t('ways.keep') : i18n.t('ways.remove')}
              </label>
              <p id={`${id}-${choice}`} class="hint under-tick">
                {choice ? i18n.t('ways.keep_text') : i18n.t('ways.remove_text')}
              </p>
            </div>
          ))}
        </>
      ) : (
        <p class="warning">{reasonText(refused)}</p>
      )}
      {!keeps && (ways.password || refused !== undefined) && (
        <>
          <label class="labelled ways-password">
            {i18n.t('ways.new_password')}
            <Field
              type="password"
              autocomplete="new-password"
              value={password}
              aria-invalid={complaint !== ''}
              about={`${id}-hint ${id}`}
              onInput={(event) => setPassword(event.currentTarget.value)}
            />
          </label>
          <p id={`${id}-hint`} class="hint">
            {i18n.t('ways.new_password_text')}
          </p>
        </>
      )}
    </AccountForm>
  );
}

function inWords({ password, logins, providers: named, factors }: WaysIn): string[] {
  return [
    ...(password ? [i18n.t('ways.password')] : []),
    ...(logins > 0 ? [i18n.t('ways.logins', logins)] : []),
    ...named.map((name) => i18n.t('ways.provider', [nameOf(name)])),
    ...(factors > 0 ? [i18n.t('ways.factors', factors)] : []),
  ];
}

/** Names of providers that this version does not know are shown as Auth has them. */
function nameOf(name: string): string {
  return Object.hasOwn(providers, name) ? providers[name as Provider] : name;
}
