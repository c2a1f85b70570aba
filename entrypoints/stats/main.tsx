import '../../lib/ui/kit/tokens.css';
import '../../lib/ui/kit/controls.css';
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { readClocks } from '../../lib/browser/read-clocks.ts';
import { onCommitMessage, readThere } from '../../lib/browser/read-there.ts';
import { send } from '../../lib/browser/send.ts';
import { readStatus, watchStatus } from '../../lib/browser/storage/status.ts';
import { followChosenLanguage } from '../../lib/language/follow-chosen-language.ts';
import { machineOffset } from '../../lib/statistics/local-days.ts';
import type { PackedHistory } from '../../lib/statistics/packed-history.ts';
import { createFormatter } from '../../lib/statistics/formatter.ts';
import { firstWeekdayOf } from '../../lib/statistics/first-weekday.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import { openLedgerReader } from '../../lib/store/open-ledger-reader.ts';
import { createDistantLedger } from '../../lib/ui/page/distant-ledger.ts';
import { followAddress } from '../../lib/ui/page/address.ts';
import { createPageActions } from '../../lib/ui/page/actions.ts';
import { createPageLedger } from '../../lib/ui/page/page-ledger.ts';
import { openPageSignals } from '../../lib/ui/page/signals.ts';
import { uiLocale } from '../../lib/ui/kit/locale.ts';
import { saveFile } from '../../lib/ui/page/save-file.ts';
import type { StatisticsEnvironment } from '../../lib/ui/statistics/environment.ts';
import { StatisticsPage } from '../../lib/ui/statistics/page.tsx';
import { createRuns } from '../../lib/ui/statistics/runs.ts';
import { packedHistoryKey } from '../../lib/store/packed-history.ts';
import { applyLanguageAndTheme } from '../../lib/ui/page/theme.ts';

const address = followAddress(window);

/** Runs something after the next paint. */
function afterPaint(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run));
}

function environmentFor(locale: string): StatisticsEnvironment {
  return {
    formatter: createFormatter(locale),
    firstWeekday: firstWeekdayOf(locale),
    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    offsetIn: () => machineOffset,
    save: (name, text) => saveFile(name, text, 'text/csv'),
    afterPaint,
    address,
    goTo: (next) => (location.hash = next),
    copy: (text) => navigator.clipboard.writeText(text),
    print: () => print(),
    openGoal() {
      void browser.tabs.create({ url: browser.runtime.getURL('/options.html#timer') });
    },
    openImport() {
      void browser.tabs.create({ url: browser.runtime.getURL('/options.html#data') });
    },
    start: () => send({ type: 'start', phase: 'work' }),
  };
}

const openPageLedger = createPageLedger({
  openHere: (owner, isWanted) => openLedgerReader(ledgerName(owner), isWanted),
  loadDistant: () => Promise.resolve(createDistantLedger({ readThere, onCommitMessage })),
});

async function open(): Promise<void> {
  const languageReady = followChosenLanguage(signal(null));
  const { owner, store } = await readStatus();
  const reader = openPageLedger(owner, (identity) => identity === store);
  const [signals, packed] = await Promise.all([
    openPageSignals({
      readStatus,
      watchStatus,
      open: openPageLedger,
      readClocks,
      clockJumped: () => send({ type: 'opened' }),
    }),
    reader.localValue<PackedHistory>(packedHistoryKey).catch(() => undefined),
  ]);
  // Nothing of one person stays on the page of another.
  watchStatus((status) => {
    if (status.owner !== owner) location.reload();
  });
  const actions = createPageActions({ send, newId: () => crypto.randomUUID() });
  const runs = createRuns(signals, packed);
  // A first visit waits for the rows, because wrong zeros would be worse than an empty page.
  const first = runs.all.peek() === null ? runs.read() : null;
  await Promise.all([first, languageReady]);
  applyLanguageAndTheme(document, localStorage);
  effect(() => {
    document.title = `${i18n.t('stats.title')} · ${i18n.t('name')}`;
    render(
      <StatisticsPage
        signals={signals}
        actions={actions}
        runs={runs.all}
        environment={environmentFor(uiLocale())}
      />,
      document.body,
    );
  });
  // The charts are on the screen before anything else is read or asked for.
  afterPaint(() =>
    afterPaint(() => {
      void send({ type: 'opened' });
      void (first ?? runs.read())
        .then((next) => next && reader.setLocalValue(packedHistoryKey, next))
        // A page that has no database of its own keeps nothing.
        .catch(() => undefined);
    }),
  );
}

void open();
