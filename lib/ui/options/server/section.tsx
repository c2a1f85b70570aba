import './section.css';
import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer, Refusal } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import type { Status } from '../../../messages/status.ts';
import { reasonText } from '../../page/reason-text.ts';
import { checkServer, isReadOnTheWay, type Server } from './check.ts';
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

type Outcome =
  | { kind: 'none' | 'testing' | 'works' }
  | { kind: 'wrong'; text: string }
  /** The person has to know that this server is reached without encryption. */
  | { kind: 'plain'; server: Server };

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
        setOutcome({ kind: 'wrong', text: textOf(answer) });
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
    if (purpose === 'test') return void (await run([() => probe(checked.server)], 'works'));
    const isInUse = server?.own && server.url === checked.server.url;
    if (!isInUse && isReadOnTheWay(checked.server.url)) setOutcome({ kind: 'plain', server: checked.server });
    else await connect(checked.server);
  }
  async function connect(chosen: Server): Promise<void> {
    const steps = [() => probe(chosen), () => request({ type: 'connect', server: chosen })];
    if (await run(steps, 'none')) onConnect();
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
              aria-describedby={outcome.kind === 'wrong' || outcome.kind === 'plain' ? id : undefined}
              onInput={(event) => {
                type({ ...typed, [name]: event.currentTarget.value });
                setOutcome({ kind: 'none' });
              }}
            />
          </label>
        ))}
        <p id={id} class={outcome.kind === 'works' ? 'good' : 'complaint'} role="alert">
          {sentenceOf(outcome)}
        </p>
        {outcome.kind === 'plain' && (
          <div class="buttons">
            <button type="button" class="chip first" onClick={() => void connect(outcome.server)}>
              {i18n.t('server.plain_use')}
            </button>
          </div>
        )}
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

function sentenceOf(outcome: Outcome): string | null {
  if (outcome.kind === 'wrong') return outcome.text;
  if (outcome.kind === 'plain') return i18n.t('server.plain');
  return outcome.kind === 'works' ? i18n.t('server.works') : null;
}

function textOf({ reason, detail }: Refusal): string {
  const isKnown = reason === 'redirected' && URL.canParse(detail ?? '');
  return isKnown ? i18n.t('server.redirected', [detail ?? '']) : reasonText(reason);
}

function nowText(server: Status['server']): string {
  if (!server) return i18n.t('server.now_none');
  return server.own ? i18n.t('server.now_own') : i18n.t('server.now_built_in');
}
