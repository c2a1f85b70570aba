import './section.css';
import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer, Reason, Refusal } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import type { Remark } from '../../../messages/remark.ts';
import type { Status } from '../../../messages/status.ts';
import { reasonText } from '../../page/reason-text.ts';
import { checkServer, isReadOnTheWay, type Server } from './check.ts';
import { useAnnounce } from '../../kit/announcer.tsx';
import { useSpoken } from '../../kit/spoken.tsx';
import { Field } from '../../kit/field.tsx';
import { CopyButton } from '../../kit/copy-button.tsx';
import { isSetupCode } from '../setup/is-setup-code.ts';
import { OptionSection } from '../option-section.tsx';
import { remarkText } from './remark-text.ts';

export interface ServerSectionProps {
  server: Status['server'];
  /** Whether this build came with a project, which a person can go back to. */
  hasBuiltIn: boolean;
  request(command: Command): Promise<Answer>;
  /** An own server is in use from now on. */
  onConnect(): void;
  /** Somebody has pasted another browser's setup code here. */
  onSetupCode(code: string): void;
  /** Tries a server out. The answer's reason says what is wrong with it. */
  probe(server: Server): Promise<Answer>;
  /** Looks at more of a server that can be used: what there is to know about it. */
  examine(server: Server): Promise<readonly Remark[]>;
  redirectUrl: string;
  copy(text: string): Promise<void>;
}

type Outcome =
  | { kind: 'none' | 'testing' }
  | { kind: 'works'; remarks: readonly Remark[] }
  | { kind: 'wrong'; text: string; field: keyof Server | null }
  /** The person has to know that this server is reached without encryption. */
  | { kind: 'plain'; server: Server };

/** Which of the two values is wrong, where the server's answer says so. */
const fieldOf: Partial<Record<Reason, keyof Server>> = {
  bad_url: 'url',
  unreachable: 'url',
  wrong_key: 'key',
};

/** Chooses the Supabase project to sync with: the built-in one, or the person's own. */
export function ServerSection({
  server,
  hasBuiltIn,
  request,
  onConnect,
  onSetupCode,
  probe,
  examine,
  redirectUrl,
  copy,
}: ServerSectionProps) {
  const id = useId();
  const [typed, type] = useState<Server>({
    url: server?.own ? server.url : '',
    key: server?.own ? server.key : '',
  });
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const announce = useAnnounce();
  useSpoken(outcome.kind === 'testing' && i18n.t('server.testing'));
  useSpoken(
    outcome.kind === 'works' && [i18n.t('server.works'), ...outcome.remarks.map(remarkText)].join(' '),
  );
  useSpoken(outcome.kind === 'plain' && i18n.t('server.plain'));
  function complain(text: string, field: keyof Server | null) {
    setOutcome({ kind: 'wrong', text, field });
    announce(text, { isUrgent: true });
  }

  /** Takes one step after the other, until one of them is refused. False when one was. */
  async function run(steps: (() => Promise<Answer>)[]): Promise<boolean> {
    setOutcome({ kind: 'testing' });
    for (const step of steps) {
      const answer = await step();
      if (!answer.ok) {
        complain(textOf(answer), fieldOf[answer.reason] ?? null);
        return false;
      }
    }
    return true;
  }
  async function runThenRest(steps: (() => Promise<Answer>)[]): Promise<boolean> {
    const isDone = await run(steps);
    if (isDone) setOutcome({ kind: 'none' });
    return isDone;
  }
  async function attempt(purpose: 'test' | 'use'): Promise<void> {
    const checked = checkServer(typed);
    if ('complaint' in checked) {
      const field = checked.complaint === 'bad_url' ? 'url' : 'key';
      return complain(i18n.t(`server.${checked.complaint}`), field);
    }
    type(checked.server);
    if (purpose === 'test') return test(checked.server);
    const isInUse = server?.own && server.url === checked.server.url;
    if (!isInUse && isReadOnTheWay(checked.server.url)) setOutcome({ kind: 'plain', server: checked.server });
    else await connect(checked.server);
  }
  async function test(chosen: Server): Promise<void> {
    if (!(await run([() => probe(chosen)]))) return;
    const works: Outcome = { kind: 'works', remarks: [] };
    setOutcome(works);
    // Takes seconds. Meanwhile somebody may type on.
    const remarks = await examine(chosen);
    setOutcome((now) => (now === works ? { ...works, remarks } : now));
  }
  async function connect(chosen: Server): Promise<void> {
    const steps = [() => probe(chosen), () => request({ type: 'connect', server: chosen })];
    if (await runThenRest(steps)) onConnect();
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
            <Field
              type="text"
              inputMode={kind}
              autocomplete="off"
              spellcheck={false}
              dir="ltr"
              value={typed[name]}
              aria-invalid={outcome.kind === 'wrong' && outcome.field === name}
              about={isAbout(outcome, name) ? id : undefined}
              onInput={({ currentTarget }) => {
                setOutcome({ kind: 'none' });
                if (isSetupCode(currentTarget.value)) onSetupCode(currentTarget.value);
                else type({ ...typed, [name]: currentTarget.value });
              }}
            />
          </label>
        ))}
        <p id={id} class={outcome.kind === 'works' ? 'good' : 'complaint'}>
          {sentenceOf(outcome)}
        </p>
        {outcome.kind === 'works' && outcome.remarks.length > 0 && (
          <ul class="remarks">
            {outcome.remarks.map(remarkText).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
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
              onClick={() => void runThenRest([() => request({ type: 'connect', server: null })])}
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

/** Whether what stands under the form is about this field. */
function isAbout(outcome: Outcome, field: keyof Server): boolean {
  if (outcome.kind === 'plain') return field === 'url';
  return outcome.kind === 'wrong' && outcome.field === field;
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
