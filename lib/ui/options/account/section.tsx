import './section.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { StoredRows } from '../../../files/stored-rows.ts';
import type { Status } from '../../../messages/status.ts';
import type { SetAsideRow } from '../../../store/ledger.ts';
import type { User } from '../../../store/rows.ts';
import { AccountChanges } from './account-changes.tsx';
import { DeletedElsewhere } from './deleted-elsewhere.tsx';
import type { PageActions } from '../../page/actions.ts';
import { DeleteAccount } from './delete-account.tsx';
import { JoinQuestion } from './join-question.tsx';
import { OptionSection } from '../option-section.tsx';
import { createMailWaits, type MailWaits } from './mail-waits.ts';
import { reasonText } from '../../page/reason-text.ts';
import { NewAddress } from './new-address.tsx';
import { Room } from './room.tsx';
import { SetAsideList } from '../../set-aside/list.tsx';
import { SignIn, type SignInEnvironment } from './sign-in.tsx';
import { AddBrowser } from '../setup/add-browser.tsx';
import type { SetupEnvironment } from '../setup/environment.ts';
import { UseCode } from '../setup/use-code.tsx';
import { SignOut } from './sign-out.tsx';
import { WaysInQuestion } from './ways-in-question.tsx';

export interface AccountSectionProps {
  /** What the server keeps of whoever is signed in. */
  person: Pick<User, 'email' | 'username'> | null;
  status: Pick<Status, 'account' | 'joining' | 'server' | 'problem' | 'filled'>;
  /** Changes that have not reached the server. */
  waiting: number;
  setAside: readonly SetAsideRow[];
  /** Whether this device is marked as removed in the account's list. */
  isRemoved: boolean;
  /** How often a server was connected on this page. The form that creates an account is the next step each time. */
  connected: number;
  /** A setup code that was pasted elsewhere on the page, or an empty text. */
  pasted: string;
  actions: PageActions;
  environment: {
    read(owner: string | null): Promise<StoredRows>;
    now(): number;
    copy(text: string): Promise<void>;
    signIn: SignInEnvironment;
    setup: SetupEnvironment;
  };
}

export function AccountSection(props: AccountSectionProps) {
  const { setAside, actions, environment } = props;
  const isOpening = useRef(true);
  useEffect(() => {
    isOpening.current = false;
  }, []);
  const { request } = actions;
  const { now } = environment;
  const { account } = props.status;
  const waits = useMemo(() => createMailWaits(request, now), [request, now]);
  const [changedTo, setChangedTo] = useState('');
  const known = props.person?.email;
  useEffect(() => {
    // Whoever changed the address on this page need not be told of it.
    const isOwn = changedTo !== '' && known === changedTo && account?.email !== known;
    if (isOwn) void request({ type: 'note-address', email: changedTo });
  }, [request, known, changedTo, account?.email]);
  return (
    <OptionSection id="account" title={i18n.t('options.account')}>
      <AccountState {...props} waits={waits} isNew={!isOpening.current} onChanged={setChangedTo} />
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
  person,
  waits,
  pasted,
  isNew,
  onChanged,
}: AccountSectionProps & { waits: MailWaits; isNew: boolean; onChanged(address: string): void }) {
  const { account, joining, server, problem, filled = {} } = status;
  /** The address that a setup code brought. */
  const [coded, setCoded] = useState('');
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
  if (!account) {
    return (
      <>
        <p>{i18n.t('account.signed_out_text')}</p>
        {server ? (
          <SignIn
            key={`${connected} ${server.url} ${coded}`}
            waits={waits}
            server={server.url}
            email={coded}
            isNext={connected > 0 && coded === ''}
            environment={environment.signIn}
          />
        ) : (
          <>
            <p class="hint">{i18n.t('account.no_server')}</p>
            <p>
              <a href="#server">{i18n.t('account.connect')}</a>
            </p>
          </>
        )}
        <UseCode
          server={server}
          pasted={pasted}
          request={actions.request}
          environment={environment.setup}
          onFilled={setCoded}
        />
      </>
    );
  }
  // The server's word counts: the address may have been changed since the sign-in here.
  const email = person?.email ?? account.email;
  const { url = '' } = server ?? {};
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
          <SignIn
            key={`${url} ${email}`}
            waits={waits}
            server={url}
            email={email}
            environment={environment.signIn}
          />
          <SignOut waiting={waiting} actions={actions} />
        </>
      );
    default:
      return (
        <>
          <p class="signed-in">{i18n.t('account.signed_in', [email])}</p>
          {email !== account.email && (
            <NewAddress email={email} before={account.email} request={actions.request} />
          )}
          {problem && <p class="warning">{reasonText(problem.reason)}</p>}
          <p class="hint">{i18n.t('account.signed_in_text')}</p>
          <Room filled={filled} />
          {account.isUnchecked && <p class="hint">{i18n.t('account.unchecked')}</p>}
          <AccountChanges
            waits={waits}
            server={url}
            email={email}
            username={person?.username ?? ''}
            onChanged={onChanged}
          />
          {server && (
            <AddBrowser
              server={{ url: server.url, key: server.key }}
              email={email}
              request={actions.request}
              environment={environment.setup}
            />
          )}
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
