import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { SpokenText, useComplaint } from '../../kit/spoken.tsx';
import type { PageActions } from '../../page/actions.ts';
import { reasonText } from '../../page/reason-text.ts';
import { LoginCard, type Login } from './login-card.tsx';

export interface OtherLoginsProps {
  actions: PageActions;
}

/** What is signed in to the account and is none of its devices. It is asked for when somebody wants to see it. */
export function OtherLogins({ actions }: OtherLoginsProps) {
  const [logins, show] = useState<readonly Login[] | null>(null);
  const [told, tell] = useState('');
  const [complaint, complain] = useComplaint();
  const summary = useRef<HTMLElement>(null);

  async function load() {
    const answer = await actions.request({ type: 'list-logins' });
    show(answer.ok ? (answer.logins ?? []) : null);
    if (answer.ok) complain('');
    else
      complain(answer.reason === 'no_schema' ? i18n.t('devices.logins_unknown') : reasonText(answer.reason));
  }
  async function end(id: string): Promise<string> {
    const answer = await actions.request({ type: 'end-login', id });
    if (!answer.ok) return reasonText(answer.reason);
    tell(i18n.t('devices.login_ended'));
    // Its button goes with it.
    summary.current?.focus();
    await load();
    return '';
  }
  return (
    <details
      class="other-logins"
      onToggle={(event) => {
        if (event.currentTarget.open) {
          tell('');
          void load();
        }
      }}
    >
      <summary ref={summary}>{i18n.t('devices.logins')}</summary>
      <p class="hint">{i18n.t('devices.logins_text')}</p>
      <p class="complaint">{complaint}</p>
      {told !== '' && <SpokenText class="good" text={told} />}
      {logins === null && complaint === '' && <p class="hint">{i18n.t('account.working')}</p>}
      {logins?.length === 0 && <p class="hint">{i18n.t('devices.logins_none')}</p>}
      {logins !== null && logins.length > 0 && (
        <ul class="cards" aria-label={i18n.t('devices.logins')}>
          {logins.map((login) => (
            <LoginCard key={login.id} login={login} end={() => end(login.id)} />
          ))}
        </ul>
      )}
    </details>
  );
}
