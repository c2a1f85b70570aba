import { useEffect, useRef, useState } from 'preact/hooks';
import { reasonText } from '../../page/reason-text.ts';
import type { MailWaits } from './mail-waits.ts';
import { ProviderButtons, type ProvidersEnvironment } from './provider-buttons.tsx';
import { SignForm } from './sign-form.tsx';

export interface SignInEnvironment extends ProvidersEnvironment {
  /** Whether the server wants a CAPTCHA of whoever signs in by e-mail. */
  wantsCaptcha(): Promise<boolean>;
}

export interface SignInProps {
  waits: MailWaits;
  /** The address of the server that is connected. */
  server: string;
  email?: string;
  isNext?: boolean;
  environment: SignInEnvironment;
}

/** All ways to sign in. By e-mail there is none where the server wants a CAPTCHA, which nobody could solve here. */
export function SignIn({ waits, server, email, isNext, environment }: SignInProps) {
  const [needsCaptcha, setNeeds] = useState(false);
  const { wantsCaptcha } = environment;
  const isRefused = useRef(false);
  useEffect(() => {
    let isGone = false;
    const look = () =>
      void wantsCaptcha().then((needs) => {
        if (isGone) return;
        isRefused.current = needs;
        setNeeds(needs);
      });
    // A person may come back from the project's dashboard, where they have switched it off.
    const again = () => {
      if (isRefused.current && document.visibilityState === 'visible') look();
    };
    look();
    document.addEventListener('visibilitychange', again);
    return () => {
      isGone = true;
      document.removeEventListener('visibilitychange', again);
    };
  }, [wantsCaptcha]);
  return (
    <>
      {needsCaptcha ? (
        <p class="warning">{reasonText('captcha_needed')}</p>
      ) : (
        <SignForm
          waits={waits}
          server={server}
          {...(email !== undefined && { email })}
          {...(isNext !== undefined && { isNext })}
        />
      )}
      <ProviderButtons request={waits.request} environment={environment} />
    </>
  );
}
