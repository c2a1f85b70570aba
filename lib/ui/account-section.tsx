import { i18n } from '#i18n';
import type { Status } from '../status.ts';
import type { Acts } from './acts.ts';
import { OptionSection } from './option-section.tsx';
import { SignForm } from './sign-form.tsx';
import { SignOut } from './sign-out.tsx';

export interface AccountSectionProps {
  status: Pick<Status, 'account' | 'server' | 'problem'>;
  /** Changes that have not reached the server. */
  waiting: number;
  acts: Acts;
}

export function AccountSection({ status, waiting, acts }: AccountSectionProps) {
  const { account, server, problem } = status;
  const isExpired = account !== null && problem?.reason === 'session_expired';
  return (
    <OptionSection id="account" title={i18n.t('options.account')}>
      {isExpired && (
        <>
          <p class="warning">{i18n.t('account.expired', [account.email])}</p>
          <SignForm ask={acts.ask} email={account.email} />
          <SignOut waiting={waiting} acts={acts} />
        </>
      )}
      {account && !isExpired && (
        <>
          <p class="signed-in">{i18n.t('account.signed_in', [account.email])}</p>
          <p class="hint">{i18n.t('account.signed_in_text')}</p>
          <SignOut waiting={waiting} acts={acts} />
        </>
      )}
      {!account && (
        <>
          <p>{i18n.t('account.signed_out_text')}</p>
          {server ? <SignForm ask={acts.ask} /> : <p class="hint">{i18n.t('account.no_server')}</p>}
        </>
      )}
    </OptionSection>
  );
}
