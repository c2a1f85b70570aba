import '../kit/row.css';
import './page.css';
import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { KeyList, type KeyboardEnvironment } from '../kit/key-list.tsx';

/** What the page needs of the browser that it runs in. */
export interface WelcomeEnvironment {
  /** Browsers call the way to Baton by different words. On a phone it is in a menu. */
  browser: 'chromium' | 'firefox' | 'phone';
  /** Null where the browser has no keys for extensions. */
  keys: KeyboardEnvironment | null;
  /** Opens the popup as a click on the icon does. */
  openPopup(): void;
  /** The addresses of the options, where sync begins, where a setup code is pasted, and at all of them. */
  sync: string;
  setup: string;
  options: string;
}

/** What somebody should know who has just installed Baton. It is shown once. */
export function WelcomePage({ environment }: { environment: WelcomeEnvironment }) {
  const isPhone = environment.browser === 'phone';
  return (
    <main class="welcome">
      <h1 class="welcome-title">{i18n.t('welcome.title')}</h1>
      <p class="welcome-text">{i18n.t('description')}</p>
      <div class="welcome-steps">
        <Step title={i18n.t(isPhone ? 'welcome.find' : 'welcome.pin')}>
          <p>{i18n.t(`welcome.pin_${environment.browser}`)}</p>
        </Step>
        <Step title={i18n.t('welcome.start')}>
          <p>{i18n.t(isPhone ? 'welcome.start_phone' : 'welcome.start_text')}</p>
          <button type="button" class="strong" onClick={() => environment.openPopup()}>
            {i18n.t('welcome.open')}
          </button>
        </Step>
        <Step title={i18n.t('welcome.sync')}>
          <p>{i18n.t('welcome.sync_text')}</p>
          <a href={environment.sync}>{i18n.t('welcome.sync_now')}</a>
          <a href={environment.setup}>{i18n.t('setup.have')}</a>
        </Step>
        {environment.keys && (
          <Step title={i18n.t('options.keyboard')}>
            <KeyList environment={environment.keys} />
          </Step>
        )}
      </div>
      <a class="welcome-more" href={environment.options}>
        {i18n.t('welcome.options')}
      </a>
    </main>
  );
}

function Step({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="welcome-step">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
