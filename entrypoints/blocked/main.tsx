import '../../lib/ui/kit/tokens.css';
import '../../lib/ui/kit/controls.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { nativeExtension } from '../../lib/browser/native.ts';
import { storedPasses, storePass, watchPasses } from '../../lib/browser/storage/passes.ts';
import { readClocks } from '../../lib/browser/read-clocks.ts';
import { onCommitMessage, readThere } from '../../lib/browser/read-there.ts';
import { send } from '../../lib/browser/send.ts';
import { readStatus, watchStatus } from '../../lib/browser/storage/status.ts';
import { readBlockedAddress } from '../../lib/focus/blocked-address.ts';
import { followChosenLanguage } from '../../lib/language/follow-chosen-language.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import { openLedgerReader } from '../../lib/store/open-ledger-reader.ts';
import { BlockedPage } from '../../lib/ui/blocked/page.tsx';
import { createDistantLedger } from '../../lib/ui/page/distant-ledger.ts';
import { createPageLedger } from '../../lib/ui/page/page-ledger.ts';
import { openPageSignals } from '../../lib/ui/page/signals.ts';
import { applyLanguageAndTheme } from '../../lib/ui/page/theme.ts';

const openPageLedger = createPageLedger({
  openHere: (owner, isWanted) => openLedgerReader(ledgerName(owner), isWanted),
  loadDistant: () => Promise.resolve(createDistantLedger({ readThere, onCommitMessage })),
});

async function open(): Promise<void> {
  const languageReady = followChosenLanguage(signal(null));
  const signals = await openPageSignals({
    readStatus,
    watchStatus,
    open: openPageLedger,
    readClocks,
    clockJumped: () => send({ type: 'opened' }),
  });
  const passes = signal(await storedPasses());
  watchPasses((changed) => {
    passes.value = changed;
  });
  await languageReady;
  applyLanguageAndTheme(document, localStorage);
  const target = readBlockedAddress(location.hash);
  // The background sets the blocking rules. Once it has answered, they are up to date.
  const openTarget = async () => {
    await send({ type: 'opened' });
    if (target) location.replace(target);
  };
  const environment = {
    target,
    passes,
    machineNow: () => Date.now(),
    async allow(site: string) {
      await storePass(site, Date.now());
      await openTarget();
    },
    openTarget: () => void openTarget(),
    options: `${nativeExtension().runtime.getURL('/options.html')}#focus`,
  };
  // Any website can make a browser open this page, so that alone wakes nobody and makes no call.
  render(<BlockedPage signals={signals} environment={environment} />, document.body);
}

/**
 * Chromium remembers which website led here and would ask it again at a reload or on the way back, when its address for
 * websites is over. What the page itself leads to is the page's own.
 */
const isOwn = import.meta.env.FIREFOX || location.search !== '';

// No website may show this page in a frame, where it could trick people into a click.
if (window.top === window) {
  if (isOwn) void open();
  else location.replace(`?own${location.hash}`);
}

// Another blocked address in the same tab changes only what is behind the `#`, which loads no page.
window.addEventListener('hashchange', () => location.reload());
