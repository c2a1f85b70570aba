import './section.css';
import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import type { Status } from '../../../messages/status.ts';
import { reasonText } from '../../page/reason-text.ts';
import { checkServer, type Server } from './check.ts';
import { CopyButton } from '../../kit/copy-button.tsx';
import { OptionSection } from '../option-section.tsx';

export interface ServerSectionProps {
  server: Status['server'];
  /** Whether this build came with a project, which a person can go back to. */
  hasBuiltIn: boolean;
  request(command: Command): Promise<Answer>;
  /** An own server is in use from now on. */
  onConnect(): void;
  /** Tries a server out. The answer's reason says what is wrong with it. */
  probe(server: Server): Promise<Answer>;
  redirectUrl: string;
  copy(text: string): Promise<void>;
}

type Outcome = { kind: 'none' | 'testing' | 'works' } | { kind: 'wrong'; text: string };

/** Chooses the Supabase project to sync with: the built-in one, or the person's own. */
export function ServerSection({
  server,
  hasBuiltIn,
  request,
  onConnect,
  probe,
  redirectUrl,
  copy,
}: ServerSectionProps) {
  const id = useId();
  const [typed, type] = useState<Server>({
    url: server?.own ? server.url : '',
    key: server?.own ? server.key : '',
  });
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });

  /** Takes one step after the other, until one of them is refused. False when one was. */
  async function run(steps: (() => Promise<Answer>)[], then: 'works' | 'none'): Promise<boolean> {
    setOutcome({ kind: 'testing' });
    for (const step of steps) {
      const answer = await step();
      if (!answer.ok) {
        setOutcome({ kind: 'wrong', text: reasonText(answer.reason) });
        return false;
      }
    }
    setOutcome({ kind: then });
    return true;
  }
  async function attempt(purpose: 'test' | 'use'): Promise<void> {
    const checked = checkServer(typed);
    if ('complaint' in checked) {
      return setOutcome({ kind: 'wrong', text: i18n.t(`server.${checked.complaint}`) });
    }
    type(checked.server);
    const test = () => probe(checked.server);
    if (purpose === 'test') return void (await run([test], 'works'));
    if (await run([test, () => request({ type: 'connect', server: checked.server })], 'none')) onConnect();
  }
  const fields = [
    { name: 'url' as const, label: i18n.t('server.url'), kind: 'url' as const },
    { name: 'key' as const, label: i18n.t('server.key'), kind: 'text' as const },
  ];
  return (
    <OptionSection id="server" title={i18n.t('options.server')}>
      <p>{nowText(server)}</p>
      <p class="hint">{i18n.t('server.text')}</p>
      <form
        class="sign"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void attempt('use');
        }}
      >
        {fields.map(({ name, label, kind }) => (
          <label key={name} class="labelled">
            {label}
            <input
              class="field"
              type="text"
              inputMode={kind}
              autocomplete="off"
              spellcheck={false}
              dir="ltr"
              value={typed[name]}
              aria-describedby={outcome.kind === 'wrong' ? id : undefined}
              onInput={(event) => {
                type({ ...typed, [name]: event.currentTarget.value });
                setOutcome({ kind: 'none' });
              }}
            />
          </label>
        ))}
        <p id={id} class={outcome.kind === 'works' ? 'good' : 'complaint'} role="alert">
          {outcome.kind === 'wrong' ? outcome.text : outcome.kind === 'works' ? i18n.t('server.works') : null}
        </p>
        <div class="buttons">
          {server?.own && (
            <button
              type="button"
              class="quiet first"
              onClick={() => void run([() => request({ type: 'connect', server: null })], 'none')}
            >
              {hasBuiltIn ? i18n.t('server.built_in') : i18n.t('server.disconnect')}
            </button>
          )}
          <button type="button" class="chip" onClick={() => void attempt('test')}>
            {outcome.kind === 'testing' ? i18n.t('server.testing') : i18n.t('server.test')}
          </button>
          <button type="submit" class="strong">
            {i18n.t('server.save')}
          </button>
        </div>
      </form>
      {server && (
        <div class="redirect">
          <p class="hint">{i18n.t('server.redirect')}</p>
          <code id={`${id}-redirect`}>{redirectUrl}</code>
          <CopyButton
            name={i18n.t('server.copy_redirect')}
            text={() => redirectUrl}
            copy={copy}
            of={`${id}-redirect`}
          />
        </div>
      )}
    </OptionSection>
  );
}

function nowText(server: Status['server']): string {
  if (!server) return i18n.t('server.now_none');
  return server.own ? i18n.t('server.now_own') : i18n.t('server.now_built_in');
}
