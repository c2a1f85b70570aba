import './section.css';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { StoredRows } from '../../../files/stored-rows.ts';
import type { Status } from '../../../messages/status.ts';
import type { SetAsideRow } from '../../../store/ledger.ts';
import { DeletedElsewhere } from './deleted-elsewhere.tsx';
import type { PageActions } from '../../page/actions.ts';
import { DeleteAccount } from './delete-account.tsx';
import { JoinQuestion } from './join-question.tsx';
import { OptionSection } from '../option-section.tsx';
import { ProviderButtons, type ProvidersEnvironment } from './provider-buttons.tsx';
import { reasonText } from '../../page/reason-text.ts';
import { Room } from './room.tsx';
import { SetAsideList } from '../../set-aside/list.tsx';
import { SignForm } from './sign-form.tsx';
import { SignOut } from './sign-out.tsx';
import { WaysInQuestion } from './ways-in-question.tsx';

export interface AccountSectionProps {
  status: Pick<Status, 'account' | 'joining' | 'server' | 'problem' | 'filled'>;
  /** Changes that have not reached the server. */
  waiting: number;
  setAside: readonly SetAsideRow[];
  /** Whether this device is marked as removed in the account's list. */
  isRemoved: boolean;
  /** How often a server was connected on this page. The form that creates an account is the next step each time. */
  connected: number;
  actions: PageActions;
  environment: {
    read(owner: string | null): Promise<StoredRows>;
    now(): number;
    copy(text: string): Promise<void>;
    providers: ProvidersEnvironment;
  };
}

export function AccountSection(props: AccountSectionProps) {
  const { setAside, actions, environment } = props;
  const isOpening = useRef(true);
  useEffect(() => {
    isOpening.current = false;
  }, []);
  return (
    <OptionSection id="account" title={i18n.t('options.account')}>
      <AccountState {...props} isNew={!isOpening.current} />
      {setAside.length > 0 && (
        <div class="refused">
          <SetAsideList
            setAside={setAside}
            now={environment.now()}
            actions={actions}
            copy={environment.copy}
          />
        </div>
      )}
    </OptionSection>
  );
}

/** What can be done depends on whether somebody is signed in here, and whether that still works. */
function AccountState({
  status,
  waiting,
  isRemoved,
  actions,
  environment,
  connected,
  isNew,
}: AccountSectionProps & { isNew: boolean }) {
  const { account, joining, server, problem, filled = {} } = status;
  if (joining?.ways) {
    return <WaysInQuestion email={joining.email} ways={joining.ways} actions={actions} isNew={isNew} />;
  }
  if (joining) {
    return (
      <JoinQuestion
        joining={joining}
        actions={actions}
        read={environment.read}
        now={environment.now}
        isNew={isNew}
      />
    );
  }
  const byProvider = (
    <ProviderButtons key={server?.url} request={actions.request} environment={environment.providers} />
  );
  if (!account) {
    return (
      <>
        <p>{i18n.t('account.signed_out_text')}</p>
        {server ? (
          <>
            <SignForm key={`${connected} ${server.url}`} request={actions.request} isNext={connected > 0} />
            {byProvider}
          </>
        ) : (
          <>
            <p class="hint">{i18n.t('account.no_server')}</p>
            <p>
              <a href="#server">{i18n.t('account.connect')}</a>
            </p>
          </>
        )}
      </>
    );
  }
  const { email } = account;
  switch (problem?.reason) {
    case 'account_deleted':
      return <DeletedElsewhere email={email} actions={actions} />;
    case 'session_expired':
    case 'user_banned':
    case 'device_removed':
      return (
        <>
          <p class="warning">
            {/* The removal ends the login too, and the server may report only that. */}
            {endText(problem.reason, isRemoved, email)}
          </p>
          <SignForm key={server?.url} request={actions.request} email={email} />
          {byProvider}
          <SignOut waiting={waiting} actions={actions} />
        </>
      );
    default:
      return (
        <>
          <p class="signed-in">{i18n.t('account.signed_in', [email])}</p>
          {problem && <p class="warning">{reasonText(problem.reason)}</p>}
          <p class="hint">{i18n.t('account.signed_in_text')}</p>
          <Room filled={filled} />
          {account.isUnchecked && <p class="hint">{i18n.t('account.unchecked')}</p>}
          <SignOut waiting={waiting} actions={actions} />
          <DeleteAccount email={email} actions={actions} />
        </>
      );
  }
}

function endText(reason: string, isRemoved: boolean, email: string): string {
  if (reason === 'user_banned') return reasonText(reason);
  return isRemoved || reason === 'device_removed'
    ? i18n.t('account.removed')
    : i18n.t('account.expired', [email]);
}
