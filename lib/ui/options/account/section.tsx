import './section.css';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { StoredRows } from '../../../files/stored-rows.ts';
import type { Status } from '../../../messages/status.ts';
import type { SetAsideRow } from '../../../store/ledger.ts';
import { AccountGone } from './deleted-elsewhere.tsx';
import type { Acts } from '../../page/actions.ts';
import { DeleteAccount } from './delete-account.tsx';
import { JoinQuestion } from './join-question.tsx';
import { OptionSection } from '../option-section.tsx';
import { ProviderButtons, type ProvidersAround } from './provider-buttons.tsx';
import { RefusedRows } from '../../set-aside/rows.tsx';
import { SignForm } from './sign-form.tsx';
import { SignOut } from './sign-out.tsx';

export interface AccountSectionProps {
  status: Pick<Status, 'account' | 'joining' | 'server' | 'problem'>;
  /** Changes that have not reached the server. */
  waiting: number;
  aside: readonly SetAsideRow[];
  /** Whether the account's list of devices has this one as removed. */
  isRemoved: boolean;
  acts: Acts;
  around: {
    read(owner: string | null): Promise<StoredRows>;
    now(): number;
    copy(text: string): Promise<void>;
    providers: ProvidersAround;
  };
}

export function AccountSection(props: AccountSectionProps) {
  const { aside, acts, around } = props;
  const isOpening = useRef(true);
  useEffect(() => {
    isOpening.current = false;
  }, []);
  return (
    <OptionSection id="account" title={i18n.t('options.account')}>
      <Standing {...props} isNew={!isOpening.current} />
      {aside.length > 0 && (
        <div class="refused">
          <RefusedRows aside={aside} now={around.now()} acts={acts} copy={around.copy} />
        </div>
      )}
    </OptionSection>
  );
}

/** How this browser stands to the account, and what can be done from there. */
function Standing({
  status,
  waiting,
  isRemoved,
  acts,
  around,
  isNew,
}: AccountSectionProps & { isNew: boolean }) {
  const { account, joining, server, problem } = status;
  if (joining) {
    return <JoinQuestion joining={joining} acts={acts} read={around.read} now={around.now} isNew={isNew} />;
  }
  const byProvider = <ProviderButtons key={server?.url} ask={acts.ask} around={around.providers} />;
  if (!account) {
    return (
      <>
        <p>{i18n.t('account.signed_out_text')}</p>
        {server ? (
          <>
            <SignForm ask={acts.ask} />
            {byProvider}
          </>
        ) : (
          <p class="hint">{i18n.t('account.no_server')}</p>
        )}
      </>
    );
  }
  const { email } = account;
  switch (problem?.reason) {
    case 'account_deleted':
      return <AccountGone email={email} acts={acts} />;
    case 'session_expired':
    case 'device_removed':
      return (
        <>
          <p class="warning">
            {/* A login that was ended with the removal may be all that the server still knows of it. */}
            {isRemoved || problem.reason === 'device_removed'
              ? i18n.t('account.removed')
              : i18n.t('account.expired', [email])}
          </p>
          <SignForm ask={acts.ask} email={email} />
          {byProvider}
          <SignOut waiting={waiting} acts={acts} />
        </>
      );
    default:
      return (
        <>
          <p class="signed-in">{i18n.t('account.signed_in', [email])}</p>
          <p class="hint">{i18n.t('account.signed_in_text')}</p>
          <SignOut waiting={waiting} acts={acts} />
          <DeleteAccount email={email} acts={acts} />
        </>
      );
  }
}
