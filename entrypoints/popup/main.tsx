import '../../lib/ui/kit/tokens.css';
import '../../lib/ui/kit/controls.css';
import { signal } from '@preact/signals';
import { render, type ComponentType } from 'preact';
import { hasToolbar, nativeExtension } from '../../lib/browser/native.ts';
import { readClocks } from '../../lib/browser/read-clocks.ts';
import { send } from '../../lib/browser/send.ts';
import { tellOpened } from '../../lib/browser/tell-opened.ts';
import { readContact, watchContact } from '../../lib/browser/storage/contact.ts';
import { readStatus, watchStatus } from '../../lib/browser/storage/status.ts';
import { followChosenLanguage } from '../../lib/language/follow-chosen-language.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import { openLedgerReader } from '../../lib/store/open-ledger-reader.ts';
import { createPageActions } from '../../lib/ui/page/actions.ts';
import { createPageLedger } from '../../lib/ui/page/page-ledger.ts';
import { openPageSignals } from '../../lib/ui/page/signals.ts';
import { Popup, type LowerHalfProps } from '../../lib/ui/popup/popup.tsx';
import { applyLanguageAndTheme } from '../../lib/ui/page/theme.ts';

const lowerHalf = signal<ComponentType<LowerHalfProps> | null>(null);

const openPageLedger = createPageLedger({
  openHere: (owner, isWanted) => openLedgerReader(ledgerName(owner), isWanted),
  async loadDistant() {
    const [{ createDistantLedger }, browserSide] = await Promise.all([
      import('../../lib/ui/page/distant-ledger.ts'),
      import('../../lib/browser/read-there.ts'),
    ]);
    return createDistantLedger(browserSide);
  },
});

async function open(): Promise<void> {
  const languageReady = followChosenLanguage(signal(null));
  const signals = await openPageSignals({
    readStatus,
    watchStatus,
    contact: { readContact, watchContact },
    open: openPageLedger,
    readClocks,
    clockJumped: () => send({ type: 'opened' }),
  });
  await languageReady;
  applyLanguageAndTheme(document, localStorage);
  const { runtime, tabs } = nativeExtension();
  const pages = {
    options(section?: string) {
      if (section === undefined) void runtime.openOptionsPage();
      else void tabs.create({ url: `${runtime.getURL('/options.html')}#${section}` });
      window.close();
    },
    // Without a toolbar the popup fills the screen anyway.
    ...(hasToolbar() && {
      tab: () => void import('./show-in-tab.ts').then(({ showInTab }) => showInTab()),
    }),
    focus: async () => (await import('./focus.ts')).focus,
    statistics(place = '') {
      void tabs.create({ url: `${runtime.getURL('/stats.html')}#${place}` });
      window.close();
    },
  };
  const actions = createPageActions({ send, newId: () => crypto.randomUUID() });
  render(<Popup signals={signals} actions={actions} pages={pages} lowerHalf={lowerHalf} />, document.body);
  // The time is on the screen before anything else is loaded or asked for.
  requestAnimationFrame(() =>
    setTimeout(() => {
      void import('./after-paint.tsx').then(({ afterPaint }) => afterPaint(actions, signals, lowerHalf));
      tellOpened();
    }),
  );
}

void open();
