import { signal } from '@preact/signals';
import { fireEvent, render, screen, within } from '@testing-library/preact';
import { vi } from 'vitest';
import type { SavedRows } from '../../../files/stored-rows.ts';
import type { Answer } from '../../../messages/answer.ts';
import type { Remark } from '../../../messages/remark.ts';
import { defaultRingSettings } from '../../../sound/ring-settings.ts';
import { checkpointRow, sessionRow, taskRow } from '../../../store/testing/rows.ts';
import type { Provider } from '../../../sync/providers.ts';
import { someLedgerStatus, someDiagnosticLog } from '../../testing/diagnostics.ts';
import {
  afternoon,
  fixedSignals,
  recordingActions,
  type FakeAnswer,
  type PageFixture,
} from '../../testing/fixtures.ts';
import type { SignInEnvironment } from '../account/sign-in.tsx';
import { OptionsPage } from '../page.tsx';

const nothing: SavedRows = {
  owner: 'local',
  user: null,
  tasks: [],
  sessions: [],
  checkpoints: [],
  devices: [],
};
const atHand: SavedRows = { ...nothing, tasks: [taskRow(), taskRow({ id: 'old', deleted_at: 5 })] };
const inAccount: SavedRows = {
  ...nothing,
  tasks: [taskRow(), taskRow({ id: 'b' })],
  sessions: [sessionRow(), sessionRow({ id: 'void', end_time: null })],
  checkpoints: [checkpointRow({ timestamp: afternoon - 60_000 })],
};
export const signedOut: PageFixture = { status: { account: null, link: 'signed-out' } };

/** The whole page as a person would find it; `sent` holds the commands that it sent. */
export function openOptions(
  fixture: PageFixture = {},
  answer?: FakeAnswer,
  signIn: Partial<SignInEnvironment> = {},
) {
  const signals = fixedSignals(fixture);
  const { actions, sent, announced } = recordingActions(answer);
  const environment = {
    version: '1.2.3',
    userAgent: 'Netscape',
    hasBuiltInServer: true,
    theme: 'system' as const,
    setTheme: vi.fn(),
    language: { chosen: signal<string | null>(null), choose: vi.fn() },
    log: signal(someDiagnosticLog),
    readLedgerStatus: vi.fn(() => Promise.resolve(someLedgerStatus)),
    copy: vi.fn(() => Promise.resolve()),
    probe: vi.fn(() => Promise.resolve<Answer>(typeof answer === 'object' ? answer : { ok: true })),
    examine: vi.fn(() => Promise.resolve<Remark[]>([])),
    signIn: {
      list: vi.fn(() => Promise.resolve<Provider[]>([])),
      permit: vi.fn(() => Promise.resolve(true)),
      wantsCaptcha: vi.fn(() => Promise.resolve(false)),
      ...signIn,
    },
    setup: {
      hasPair: vi.fn(() => Promise.resolve(false)),
      makeSecret: () => 's'.repeat(43),
      hash: (secret: string) => Promise.resolve(`hash of ${secret}`),
      deviceName: () => Promise.resolve('Chrome · Linux'),
      consent: vi.fn(() => Promise.resolve(true)),
    },
    redirectUrl: 'https://here.chromiumapp.org/',
    data: {
      read: vi.fn((owner: string | null) => Promise.resolve(owner === null ? atHand : inAccount)),
      // The clock stands still, unless a test drives it.
      now: vi.fn(() => (vi.isFakeTimers() ? Date.now() : afternoon)),
      offsetAt: () => 0,
      derive: (name: string) => name,
      save: vi.fn(),
    },
    sounds: { stored: signal(defaultRingSettings), store: vi.fn(), play: vi.fn() },
    focus: {
      notPermitted: () => Promise.resolve([]),
      askPermission: vi.fn(),
      giveBack: vi.fn(),
      isHiddenInPrivate: () => Promise.resolve(false),
      watch: () => () => undefined,
    },
    keys: { list: () => Promise.resolve([]), change: vi.fn() },
  };
  render(<OptionsPage signals={signals} actions={actions} environment={environment} />);
  return { signals, sent, announced, environment };
}

export const section = (name: string) => within(screen.getByRole('region', { name }));
export const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
export const fill = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
