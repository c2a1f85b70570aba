import '../../lib/ui/kit/tokens.css';
import '../../lib/ui/kit/controls.css';
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { authWindowPermissions, redirectUrl } from '../../lib/browser/auth-window.ts';
import { readDeviceName } from '../../lib/browser/device-name.ts';
import { needsDataConsent, prepareDataConsent } from '../../lib/browser/data-consent.ts';
import { makeSecret, sha256 } from '../../lib/browser/secrets.ts';
import { hidesBlockedPage } from '../../lib/browser/private-windows.ts';
import { deriveId } from '../../lib/browser/derive-id.ts';
import { readClocks } from '../../lib/browser/read-clocks.ts';
import { onCommitMessage, readThere } from '../../lib/browser/read-there.ts';
import { send } from '../../lib/browser/send.ts';
import { tellOpened } from '../../lib/browser/tell-opened.ts';
import {
  askForSites,
  giveBackSite,
  sitesNotPermitted,
  watchPermissions,
} from '../../lib/browser/site-permission.ts';
import { shortcuts } from '../../lib/browser/toolbar/shortcuts.ts';
import {
  storedRingSettings,
  storeRingSettings,
  watchRingSettings,
} from '../../lib/browser/storage/ring-settings.ts';
import { readDiagnosticLog, watchDiagnosticLog } from '../../lib/browser/storage/diagnostic-log.ts';
import { readContact, watchContact } from '../../lib/browser/storage/contact.ts';
import { readStatus, watchStatus } from '../../lib/browser/storage/status.ts';
import type { Answer } from '../../lib/messages/answer.ts';
import type { Command } from '../../lib/messages/command.ts';
import { readStoredRows } from '../../lib/files/stored-rows.ts';
import {
  readChosenLanguage,
  storeChosenLanguage,
  watchChosenLanguage,
} from '../../lib/language/chosen-language.ts';
import { followChosenLanguage } from '../../lib/language/follow-chosen-language.ts';
import { machineOffset } from '../../lib/statistics/local-days.ts';
import { playSound } from '../../lib/sound/play-sound.ts';
import { readLedgerStatus } from '../../lib/store/ledger-status.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import { openLedgerReader } from '../../lib/store/open-ledger-reader.ts';
import { probeCaptcha } from '../../lib/sync/supabase/probe-captcha.ts';
import { probePair } from '../../lib/sync/supabase/probe-pair.ts';
import { probeProviders } from '../../lib/sync/supabase/probe-providers.ts';
import { probeServer } from '../../lib/sync/supabase/probe-server.ts';
import { createPageActions } from '../../lib/ui/page/actions.ts';
import { createDistantLedger } from '../../lib/ui/page/distant-ledger.ts';
import { createPageLedger } from '../../lib/ui/page/page-ledger.ts';
import { openPageSignals } from '../../lib/ui/page/signals.ts';
import { OptionsPage, type OptionsEnvironment } from '../../lib/ui/options/page.tsx';
import { saveFile } from '../../lib/ui/page/save-file.ts';
import { applyLanguageAndTheme, applyTheme, readTheme, storeTheme } from '../../lib/ui/page/theme.ts';

const openPageLedger = createPageLedger({
  openHere: (owner, isWanted) => openLedgerReader(ledgerName(owner), isWanted),
  loadDistant: () => Promise.resolve(createDistantLedger({ readThere, onCommitMessage })),
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
  const sounds = signal(await storedRingSettings());
  watchRingSettings((changed) => {
    sounds.value = changed;
  });
  const language = signal(await readChosenLanguage());
  watchChosenLanguage(() => {
    void readChosenLanguage().then((chosen) => {
      language.value = chosen;
    });
  });
  const log = signal(await readDiagnosticLog());
  watchDiagnosticLog((changed) => {
    log.value = changed;
  });
  const consent = await prepareDataConsent();
  async function sendAgreed(command: Command): Promise<Answer> {
    return !needsDataConsent(command) || (await consent())
      ? send(command)
      : { ok: false, reason: 'not_agreed' };
  }
  const actions = createPageActions({ send: sendAgreed, newId: () => crypto.randomUUID() });
  // An owner's database other than the one that the background writes now has another id: the background reads it.
  const isWanted = (identity: string) => identity === signals.status.peek().store;
  const environment: OptionsEnvironment = {
    version: browser.runtime.getManifest().version,
    userAgent: navigator.userAgent,
    hasBuiltInServer: Boolean(import.meta.env['WXT_SUPABASE_URL']),
    theme: readTheme(localStorage),
    setTheme(theme) {
      storeTheme(localStorage, theme);
      applyTheme(document, localStorage);
    },
    language: { chosen: language, choose: (chosen) => void storeChosenLanguage(chosen) },
    log,
    readLedgerStatus: (owner) => readLedgerStatus(openPageLedger(owner, isWanted)),
    copy: (text) => navigator.clipboard.writeText(text),
    probe: (server) => probeServer(server, (input, init) => fetch(input, init)),
    async examine(server) {
      const { checkUsable } = await import('../../lib/sync/checks/check-project.ts');
      const found = await checkUsable(server, {
        fetch: (input, init) => fetch(input, init),
        openSocket: (address) => new WebSocket(address),
        now: () => Date.now(),
      });
      // Baton does without the function, so nobody has to know of it here.
      return found.filter(({ check, state }) => check !== 'pair' && (state === 'bad' || state === 'remark'));
    },
    signIn: {
      async list() {
        const { server } = signals.status.peek();
        return server ? probeProviders(server, (input, init) => fetch(input, init)) : [];
      },
      async wantsCaptcha() {
        const { server } = signals.status.peek();
        return server !== null && probeCaptcha(server, (input, init) => fetch(input, init));
      },
      permit: () => consent(authWindowPermissions()),
    },
    setup: {
      hasPair: (server) => probePair(server, (input, init) => fetch(input, init)),
      makeSecret,
      hash: sha256,
      deviceName: async () => (await readDeviceName()).name,
      consent,
    },
    redirectUrl: redirectUrl(),
    data: {
      async read(owner) {
        const reader = openPageLedger(owner, isWanted);
        try {
          return await readStoredRows(reader, owner ?? 'local');
        } finally {
          reader.close();
        }
      },
      now: () => Date.now() + signals.status.peek().clock_offset,
      offsetAt: machineOffset,
      derive: deriveId,
      save: saveFile,
    },
    sounds: {
      stored: sounds,
      store(changed) {
        sounds.value = changed;
        void storeRingSettings(changed);
      },
      play: (chime) => void playSound(chime, () => new AudioContext()),
    },
    focus: {
      notPermitted: sitesNotPermitted,
      askPermission: askForSites,
      giveBack: (site) => void giveBackSite(site),
      isHiddenInPrivate: hidesBlockedPage,
      watch: watchPermissions,
    },
    keys: shortcuts(),
  };
  await languageReady;
  applyLanguageAndTheme(document, localStorage);
  effect(() => {
    document.title = i18n.t('options.title');
  });
  render(<OptionsPage signals={signals} actions={actions} environment={environment} />, document.body);
  // The browser looked for the section before it was drawn.
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
  tellOpened();
}

void open();
