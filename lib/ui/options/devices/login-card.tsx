import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer } from '../../../messages/answer.ts';
import { dayAndTime } from '../../kit/date-text.ts';
import { useComplaint } from '../../kit/spoken.tsx';

export type Login = NonNullable<Extract<Answer, { ok: true }>['logins']>[number];

export interface LoginCardProps {
  login: Login;
  /** Ends it. Returns what is wrong, or nothing. */
  end(): Promise<string>;
}

/** Something that is signed in to the account, what is known of it, and the way to end it. */
export function LoginCard({ login, end }: LoginCardProps) {
  const { created_at, renewed_at, methods, user_agent } = login;
  const label = useId();
  const [isAsking, ask] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();

  async function endNow() {
    if (isWorking) return;
    setWorking(true);
    const wrong = await end();
    setWorking(false);
    complain(wrong);
  }
  return (
    <li class="card">
      <div class="device-line">
        <div>
          <strong id={label} dir="auto">
            {inBrief(user_agent) || i18n.t('devices.login_unknown')}
          </strong>
          <p class="hint">
            {i18n.t('devices.login_since', [dayAndTime(created_at), dayAndTime(renewed_at)])}
          </p>
          {methods.length > 0 && (
            <p class="hint">{i18n.t('devices.login_by', [[...new Set(methods.map(nameOf))].join(', ')])}</p>
          )}
        </div>
        {!isAsking && (
          <button type="button" class="chip" aria-describedby={label} onClick={() => ask(true)}>
            {i18n.t('devices.login_end')}
          </button>
        )}
      </div>
      {isAsking && (
        <div role="group" aria-labelledby={label}>
          <p class="warning">{i18n.t('devices.login_end_text')}</p>
          <p class="complaint">{complaint}</p>
          <div class="buttons">
            <button type="button" class="quiet" onClick={() => ask(false)}>
              {i18n.t('account.cancel')}
            </button>
            <button type="button" class="strong" aria-disabled={isWorking} onClick={() => void endNow()}>
              {isWorking ? i18n.t('account.working') : i18n.t('devices.login_end_now')}
            </button>
          </div>
        </div>
      )}
    </li>
  );
}

/** The most characters of a program's name for itself that a card shows. */
const most = 120;

function inBrief(words: string): string {
  const characters = Array.from(words);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : words;
}

/** What a method of Auth is for a person. Those that this version does not know are shown as Auth has them. */
function nameOf(method: string): string {
  if (method === 'password') return i18n.t('devices.login_password');
  if (method === 'oauth' || method.startsWith('sso/')) return i18n.t('devices.login_provider');
  if (method === 'totp' || method.startsWith('mfa/')) return i18n.t('devices.login_factor');
  return mailed.has(method) ? i18n.t('devices.login_mail') : method;
}

const mailed = new Set(['otp', 'magiclink', 'recovery', 'invite', 'email/signup', 'email_change']);
