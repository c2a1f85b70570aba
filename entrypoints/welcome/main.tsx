import '../../lib/ui/kit/tokens.css';
import '../../lib/ui/kit/controls.css';
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { hasToolbar } from '../../lib/browser/native.ts';
import { showPopup } from '../../lib/browser/pages.ts';
import { shortcuts } from '../../lib/browser/toolbar/shortcuts.ts';
import { followChosenLanguage } from '../../lib/language/follow-chosen-language.ts';
import { applyLanguageAndTheme } from '../../lib/ui/page/theme.ts';
import { WelcomePage, type WelcomeEnvironment } from '../../lib/ui/welcome/page.tsx';

const options = browser.runtime.getURL('/options.html');

const environment: WelcomeEnvironment = {
  browser: ownBrowser(),
  keys: shortcuts(),
  openPopup: () => void showPopup(),
  sync: `${options}#account`,
  setup: `${options}#setup-code`,
  options,
};

function ownBrowser(): WelcomeEnvironment['browser'] {
  if (!hasToolbar()) return 'phone';
  return import.meta.env.FIREFOX ? 'firefox' : 'chromium';
}

async function open(): Promise<void> {
  await followChosenLanguage(signal(null));
  applyLanguageAndTheme(document, localStorage);
  effect(() => {
    document.title = i18n.t('welcome.title');
  });
  render(<WelcomePage environment={environment} />, document.body);
}

void open();
