import './account-changes.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { SpokenText } from '../../kit/spoken.tsx';
import { AddressForm } from './address-form.tsx';
import type { MailWaits } from './mail-waits.ts';
import { PasswordForm } from './password-form.tsx';
import { UsernameForm } from './username-form.tsx';

export interface AccountChangesProps {
  waits: MailWaits;
  /** The address of the server that is connected. */
  server: string;
  email: string;
  username: string;
  /** The account has another address, which was changed here. */
  onChanged(address: string): void;
}

const changes = ['password', 'address', 'username'] as const;
type Change = (typeof changes)[number];

/** What a person rarely changes of an account: its password, its address and its name. */
export function AccountChanges({ waits, server, email, username, onChanged }: AccountChangesProps) {
  const [open, setOpen] = useState<Change | null>(null);
  const [done, setDone] = useState('');
  const body = useRef<HTMLDivElement>(null);
  const opener = useRef<Change | null>(null);
  useLayoutEffect(() => {
    if (open) body.current?.querySelector('input')?.focus();
    else if (opener.current)
      body.current?.querySelector<HTMLElement>(`[data-change=${opener.current}]`)?.focus();
    opener.current = open;
  }, [open]);

  function close(text: string) {
    setDone(text);
    setOpen(null);
  }
  return (
    <details class="account-changes">
      <summary>{i18n.t('account.changes')}</summary>
      <div ref={body}>
        <SpokenText class="good" text={done} />
        <div class="change-buttons">
          {changes.map((change) => (
            <button
              key={change}
              type="button"
              class="chip"
              data-change={change}
              aria-expanded={open === change}
              onClick={() => {
                setDone('');
                setOpen(open === change ? null : change);
              }}
            >
              {i18n.t(`account.change_${change}`)}
            </button>
          ))}
        </div>
        {open === 'password' && <PasswordForm waits={waits} email={email} onClose={close} />}
        {open === 'address' && (
          <AddressForm waits={waits} server={server} email={email} onChanged={onChanged} onClose={close} />
        )}
        {open === 'username' && <UsernameForm request={waits.request} username={username} onClose={close} />}
      </div>
    </details>
  );
}
