import './provider-buttons.css';
import { useEffect, useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import { providers, type Provider } from '../../../sync/providers.ts';
import { useAnnounce } from '../../kit/announcer.tsx';
import { reasonText } from '../../page/reason-text.ts';

export interface ProvidersEnvironment {
  /** The providers that are switched on at the server now. */
  list(): Promise<readonly Provider[]>;
  /** Asks the browser to allow a provider's window. It accepts the question only within a click. */
  permit(): Promise<boolean>;
}

export interface ProviderButtonsProps {
  request(command: Command): Promise<Answer>;
  environment: ProvidersEnvironment;
}

/** What became of the last window. */
interface Outcome {
  complaint?: string;
  /** The provider's own words, in whatever language it has. */
  quoted?: string | undefined;
  /** Something that is not a fault. */
  info?: string;
}

/** Signs in by a provider that the project has switched on. Draws nothing where there is none. */
export function ProviderButtons({ request, environment: { list, permit } }: ProviderButtonsProps) {
  const id = useId();
  const [offered, offer] = useState<readonly Provider[]>([]);
  const [isOpen, setOpen] = useState(false);
  const [{ complaint, quoted, info }, setOutcome] = useState<Outcome>({});
  const announce = useAnnounce();
  function tell(outcome: Outcome) {
    setOutcome(outcome);
    const { complaint, quoted, info } = outcome;
    if (info) announce(info);
    for (const text of [complaint, quoted]) if (text) announce(text, { isUrgent: true });
  }
  useEffect(() => {
    let isGone = false;
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      void list().then((found) => {
        if (!isGone) offer(found);
      });
    };
    look();
    // A person may come back from the project's dashboard, where they have switched one on.
    document.addEventListener('visibilitychange', look);
    return () => {
      isGone = true;
      document.removeEventListener('visibilitychange', look);
    };
  }, [list]);

  async function enter(provider: Provider) {
    if (isOpen) return;
    // This comes before the first await, because a browser accepts the question only within a click.
    const permission = permit().then(
      (isGiven) => (isGiven ? null : 'not_agreed'),
      () => 'unexpected' as const,
    );
    setOpen(true);
    tell({ info: i18n.t('account.window_open') });
    const reason = await permission;
    const answer: Answer = reason ? { ok: false, reason } : await request({ type: 'sign-in-with', provider });
    setOpen(false);
    tell(outcomeOf(answer));
  }
  if (offered.length === 0 && !complaint && !info) return null;
  return (
    <div class="providers">
      {offered.map((provider) => (
        <button
          key={provider}
          type="button"
          class="chip"
          aria-disabled={isOpen}
          aria-describedby={id}
          onClick={() => void enter(provider)}
        >
          {i18n.t('account.continue_with', [providers[provider]])}
        </button>
      ))}
      <p class="hint">{info}</p>
      <p id={id} class="complaint">
        {complaint}
        {quoted && <q dir="auto">{quoted}</q>}
      </p>
    </div>
  );
}

function outcomeOf(answer: Answer): Outcome {
  if (answer.ok) return {};
  const text = reasonText(answer.reason);
  if (answer.reason === 'window_closed') return { info: text };
  return { complaint: text, quoted: answer.reason === 'provider_refused' ? answer.detail : undefined };
}
