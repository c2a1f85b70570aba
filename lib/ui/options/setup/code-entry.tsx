import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import type { Status } from '../../../messages/status.ts';
import { Field } from '../../kit/field.tsx';
import { AccountForm } from '../account/account-form.tsx';
import { useComplaint } from '../../kit/spoken.tsx';
import { refusalText } from '../../page/refusal-text.ts';
import { isReadOnTheWay } from '../server/check.ts';
import { readSetupCode, type Setup } from './code.ts';
import type { SetupEnvironment } from './environment.ts';

export interface CodeEntryProps {
  /** The server in use. */
  server: Status['server'];
  /** A code that was pasted already, or an empty text. */
  given: string;
  request(command: Command): Promise<Answer>;
  environment: Pick<SetupEnvironment, 'deviceName' | 'consent' | 'probe'>;
  /** The server of the code is in use now. The person is to sign in with this address. */
  onFilled(email: string): void;
  onClose(): void;
}

/**
 * Reads a setup code, shows where it leads, and does what it says on a press: anybody can make one, and send it to
 * somebody.
 */
export function CodeEntry({ server, given, request, environment, onFilled, onClose }: CodeEntryProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [typed, type] = useState(given);
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();
  useLayoutEffect(() => {
    form.current?.scrollIntoView?.({ block: 'center' });
    form.current?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true });
  }, []);
  const read = typed.trim() === '' ? null : readSetupCode(typed);
  const setup = read && 'setup' in read ? read.setup : null;

  /** What went wrong, if something did. */
  async function carryOut({ server: named, email, secret }: Setup): Promise<string | null> {
    const agrees = secret === undefined || (await environment.consent());
    if (!agrees) return refusalText({ ok: false, reason: 'not_agreed' });
    if (server?.url !== named.url || server.key !== named.key) {
      const steps = [() => environment.probe(named), () => request({ type: 'connect', server: named })];
      for (const step of steps) {
        const answer = await step();
        if (!answer.ok) return refusalText(answer);
      }
    }
    // It is in use now, so the person can also sign in by password.
    onFilled(email);
    if (secret === undefined) return null;
    const device = await environment.deviceName();
    const answer = await request({ type: 'redeem-setup-code', email, secret, device });
    return answer.ok ? null : refusalText(answer);
  }
  async function go() {
    if (!setup) return complain(i18n.t(`setup.${read && 'complaint' in read ? read.complaint : 'missing'}`));
    setWorking(true);
    const wrong = await carryOut(setup);
    setWorking(false);
    complain(wrong ?? '');
    if (wrong === null) onClose();
  }
  return (
    <AccountForm
      id={id}
      kind="card"
      title={i18n.t('setup.have')}
      form={form}
      complaint={complaint}
      isWorking={isWorking}
      onSubmit={() => void go()}
      submit={setup?.secret === undefined ? i18n.t('setup.connect') : i18n.t('setup.sign_in')}
      leave={i18n.t('account.cancel')}
      onLeave={onClose}
    >
      <label class="labelled">
        {i18n.t('setup.code')}
        <Field
          class="setup-field"
          autocomplete="off"
          spellcheck={false}
          dir="ltr"
          value={typed}
          aria-invalid={complaint !== ''}
          about={`${id}-hint ${id}`}
          onInput={(event) => {
            type(event.currentTarget.value);
            complain('');
          }}
        />
      </label>
      <p id={`${id}-hint`} class="hint">
        {i18n.t('setup.from')}
      </p>
      {setup && (
        <>
          <dl class="leads-to">
            <dt>{i18n.t('setup.server')}</dt>
            <dd dir="ltr">{setup.server.url}</dd>
            <dt>{i18n.t('setup.account')}</dt>
            <dd dir="ltr">{setup.email}</dd>
          </dl>
          <p class="hint">{i18n.t('setup.trust')}</p>
          {isReadOnTheWay(setup.server.url) && <p class="warning">{i18n.t('server.plain')}</p>}
        </>
      )}
    </AccountForm>
  );
}
