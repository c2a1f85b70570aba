import '../../lib/ui/kit/tokens.css';
import '../../lib/ui/kit/controls.css';
import { signal } from '@preact/signals';
import { render, type ComponentType } from 'preact';
import { nativeExtension } from '../../lib/browser/native.ts';
import { send } from '../../lib/browser/send.ts';
import { readStatus, watchStatus } from '../../lib/browser/storage/status.ts';
import { followChosenLanguage } from '../../lib/language/follow-chosen-language.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import { openLedgerReader } from '../../lib/store/open-ledger-reader.ts';
import { createActs, type Acts } from '../../lib/ui/page/actions.ts';
import { openLive } from '../../lib/ui/page/signals.ts';
import { Popup, type LowerProps } from '../../lib/ui/popup/popup.tsx';
import { dressPage } from '../../lib/ui/page/theme.ts';

const lower = signal<ComponentType<LowerProps> | null>(null);

async function loadLower(acts: Acts): Promise<void> {
  const [{ PopupLower }, { tellFailedPress }] = await Promise.all([
    import('../../lib/ui/popup/lower-half.tsx'),
    import('./show-failed-press.ts'),
  ]);
  lower.value = PopupLower;
  await tellFailedPress(acts);
}

async function open(): Promise<void> {
  const speaks = followChosenLanguage(signal(null));
  const live = await openLive({
    readStatus,
    watchStatus,
    open: (account) => openLedgerReader(ledgerName(account)),
    machineNow: () => Date.now(),
  });
  await speaks;
  dressPage(document, localStorage);
  const { runtime, tabs } = nativeExtension();
  const pages = {
    options(section?: string) {
      if (section === undefined) void runtime.openOptionsPage();
      else void tabs.create({ url: `${runtime.getURL('/options.html')}#${section}` });
      window.close();
    },
    statistics() {
      void tabs.create({ url: runtime.getURL('/stats.html') });
      window.close();
    },
  };
  const acts = createActs({ send, newId: () => crypto.randomUUID() });
  render(<Popup live={live} acts={acts} pages={pages} lower={lower} />, document.body);
  // The time stands on the screen before anything else is fetched or asked.
  requestAnimationFrame(() =>
    setTimeout(() => {
      void loadLower(acts);
      void send({ type: 'opened' });
    }),
  );
}

void open();
