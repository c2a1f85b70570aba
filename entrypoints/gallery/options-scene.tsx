import { signal } from '@preact/signals';
import { render } from 'preact';
import { defaultRingSettings } from '../../lib/sound/ring-settings.ts';
import { checkpointRow } from '../../lib/store/testing/rows.ts';
import type { Provider } from '../../lib/sync/providers.ts';
import { OptionsPage, type OptionsPageProps } from '../../lib/ui/options/page.tsx';
import { someLedgerStatus, someDiagnosticLog } from '../../lib/ui/testing/diagnostics.ts';
import { pomodorosFor, someTasks } from '../../lib/ui/testing/fixtures.ts';

const nothing = () => {};

export interface OptionsScene extends Pick<OptionsPageProps, 'signals' | 'actions'> {
  language: string | null;
  providers: readonly Provider[];
  wantsCaptcha: boolean;
  hasPair: boolean;
}

export function showOptions(scene: OptionsScene): void {
  const { signals, actions, language, providers, wantsCaptcha, hasPair } = scene;
  const environment = {
    version: '0.1.0',
    userAgent: navigator.userAgent,
    hasBuiltInServer: true,
    theme: 'system' as const,
    setTheme: nothing,
    language: { chosen: signal(language), choose: nothing },
    log: signal(someDiagnosticLog),
    readLedgerStatus: () => Promise.resolve(someLedgerStatus),
    copy: () => Promise.resolve(),
    probe: () => Promise.resolve({ ok: true as const }),
    examine: () =>
      Promise.resolve([{ word: 'sign_up_closed' as const }, { word: 'clock_off' as const, values: ['90'] }]),
    signIn: {
      list: () => Promise.resolve(providers ?? []),
      permit: () => Promise.resolve(true),
      wantsCaptcha: () => Promise.resolve(wantsCaptcha),
    },
    setup: {
      hasPair: () => Promise.resolve(hasPair),
      makeSecret: () => 'c2VjcmV0LW9mLXRoZS1nYWxsZXJ5LWZvci1waWN0dXJlcw',
      hash: (secret: string) => Promise.resolve(secret),
      deviceName: () => Promise.resolve('Chrome · Linux'),
      consent: () => Promise.resolve(true),
    },
    redirectUrl: 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    data: {
      // Both sides have data, so that a sign-in asks what to keep.
      read: (owner: string | null) => Promise.resolve(someStoredRows(owner)),
      now: () => Date.now(),
      offsetAt: () => 0,
      derive: (name: string) => name,
      save: nothing,
    },
    sounds: { stored: signal(defaultRingSettings), store: nothing, play: nothing },
    focus: {
      notPermitted: (sites: readonly string[]) =>
        Promise.resolve(sites.filter((site) => site.startsWith('video.'))),
      askPermission: () => Promise.resolve(true),
      giveBack: nothing,
      isHiddenInPrivate: () => Promise.resolve(true),
      watch: () => nothing,
    },
    keys: {
      list: () => Promise.resolve([{ command: 'toggle', keys: 'Ctrl+Shift+1' }]),
      change: nothing,
    },
  };
  render(<OptionsPage signals={signals} actions={actions} environment={environment} />, document.body);
}

const someStoredRows = (owner: string | null) => ({
  owner: owner ?? 'local',
  user: null,
  devices: [],
  tasks:
    owner === null ? someTasks(['Write the report', 4]) : someTasks(['Plan', 1], ['Read', 2], ['Rest', 1]),
  sessions: pomodorosFor('task-0', owner === null ? 2 : 140),
  checkpoints: owner === null ? [checkpointRow({ timestamp: Date.now() })] : [],
});
