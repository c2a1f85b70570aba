import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import { CopyButton } from '../../kit/copy-button.tsx';
import { useSpoken } from '../../kit/spoken.tsx';
import { refusalText } from '../../page/refusal-text.ts';
import type { Server } from '../server/check.ts';
import { writeSetupCode } from './code.ts';
import { Countdown } from './countdown.tsx';
import type { SetupEnvironment } from './environment.ts';
import { QrCode } from './qr-code.tsx';

export interface OfferedCodeProps {
  server: Server;
  email: string;
  request(command: Command): Promise<Answer>;
  environment: Pick<SetupEnvironment, 'hasPair' | 'makeSecret' | 'hash' | 'copy' | 'now'>;
  onClose(): void;
}

type Shown =
  | { kind: 'making' }
  /** It signs nobody in. `why` says what kept it from that, where a person should know. */
  | { kind: 'plain'; code: string; why: string }
  | { kind: 'open'; code: string; hash: string; until: number }
  | { kind: 'over'; text: string };

/** How long a secret is good, in milliseconds. The server counts for itself. */
const life = 300_000;

/** The setup code for another browser. Where the project has `pair` it signs that browser in, once. */
export function OfferedCode({ server, email, request, environment, onClose }: OfferedCodeProps) {
  const { hasPair, makeSecret, hash, copy, now } = environment;
  const title = useRef<HTMLHeadingElement>(null);
  const [shown, show] = useState<Shown>({ kind: 'making' });
  useSpoken(shown.kind === 'over' && shown.text);
  useLayoutEffect(() => title.current?.focus(), []);

  async function make(): Promise<Shown> {
    const plain = (why = ''): Shown => ({ kind: 'plain', code: writeSetupCode({ server, email }), why });
    if (!(await hasPair(server))) return plain();
    const secret = makeSecret();
    const hashed = await hash(secret);
    const answer = await request({ type: 'setup-code', step: 'offer', hash: hashed });
    // A database of an earlier version knows no secrets. Then it goes as it does without `pair`.
    if (!answer.ok) return plain(answer.reason === 'no_schema' ? '' : refusalText(answer));
    const code = writeSetupCode({ server, email, secret });
    return { kind: 'open', code, hash: hashed, until: now() + life };
  }
  function begin() {
    show({ kind: 'making' });
    void make().then(show);
  }
  const first = useRef(begin);
  useEffect(() => first.current(), []);

  const open = shown.kind === 'open' ? shown : null;
  const end = useCallback((text: string) => show({ kind: 'over', text }), []);
  function close() {
    if (open) void request({ type: 'setup-code', step: 'revoke', hash: open.hash });
    onClose();
  }
  return (
    <div class="card" role="group" aria-labelledby="setup-title">
      <h3 id="setup-title" class="subtitle" ref={title} tabIndex={-1}>
        {i18n.t('setup.add')}
      </h3>
      {shown.kind === 'making' && <p class="hint">{i18n.t('account.working')}</p>}
      {shown.kind === 'over' && <p class="warning">{shown.text}</p>}
      {'code' in shown && (
        <>
          <p class="hint">{i18n.t('setup.where')}</p>
          {shown.kind === 'plain' && <p class="complaint">{shown.why}</p>}
          <p class={shown.kind === 'open' ? 'warning' : 'hint'}>
            {shown.kind === 'open' ? i18n.t('setup.signs_in') : i18n.t('setup.fills')}
          </p>
          <QrCode text={shown.code} name={i18n.t('setup.qr')} />
          <code id="setup-code-text" class="setup-code">
            {shown.code}
          </code>
          <p>
            <CopyButton
              name={i18n.t('setup.copy')}
              text={() => shown.code}
              copy={copy}
              of="setup-code-text"
            />
          </p>
        </>
      )}
      <div class="buttons">
        {open && <Countdown hash={open.hash} until={open.until} request={request} now={now} onEnd={end} />}
        {shown.kind === 'over' && (
          <button type="button" class="chip first" onClick={begin}>
            {i18n.t('setup.again')}
          </button>
        )}
        <button type="button" class={open ? 'chip' : 'strong'} onClick={close}>
          {open ? i18n.t('setup.revoke') : i18n.t('setup.done')}
        </button>
      </div>
    </div>
  );
}
