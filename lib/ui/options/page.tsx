import '../kit/form.css';
import '../kit/row.css';
import './form.css';
import './page.css';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer } from '../../messages/answer.ts';
import type { Remark } from '../../messages/remark.ts';
import { AnnouncingPage } from '../kit/announcer.tsx';
import { AboutSection } from './about-section.tsx';
import { AccountSection } from './account/section.tsx';
import type { PageActions } from '../page/actions.ts';
import { AppearanceSection, type LanguageEnvironment } from './appearance-section.tsx';
import type { DataEnvironment } from './data/environment.ts';
import { DataSection } from './data/section.tsx';
import type { Server } from './server/check.ts';
import { DevicesSection } from './devices/section.tsx';
import type { DiagnosticsEnvironment } from './diagnostics/view.tsx';
import { FocusSection, type FocusEnvironment } from './focus/section.tsx';
import type { KeyboardEnvironment } from '../kit/key-list.tsx';
import { KeyboardSection } from './keyboard-section.tsx';
import { BrokenBanner } from '../page/broken-banner.tsx';
import type { PageSignals } from '../page/signals.ts';
import { NoticeBar } from '../kit/notice-bar.tsx';
import type { SignInEnvironment } from './account/sign-in.tsx';
import type { SetupEnvironment } from './setup/environment.ts';
import { ServerSection } from './server/section.tsx';
import { TagsSection } from './tags/section.tsx';
import { SoundsSection, type SoundsEnvironment } from './sounds-section.tsx';
import type { Theme } from '../page/theme.ts';
import { TimerSection } from './timer/section.tsx';

/** What the page needs of the browser that it runs in. */
export interface OptionsEnvironment extends DiagnosticsEnvironment {
  hasBuiltInServer: boolean;
  theme: Theme;
  setTheme(theme: Theme): void;
  language: LanguageEnvironment;
  /** Tries out a Supabase project. */
  probe(server: Server): Promise<Answer>;
  /** Looks at more of a server that was probed and can be used. */
  examine(server: Server): Promise<readonly Remark[]>;
  signIn: SignInEnvironment;
  setup: Omit<SetupEnvironment, 'probe' | 'copy' | 'now'>;
  /** The address that a provider's window ends at. The project has to know it. */
  redirectUrl: string;
  data: DataEnvironment;
  sounds: SoundsEnvironment;
  focus: FocusEnvironment;
  /** Null where the browser has no keys for extensions. */
  keys: KeyboardEnvironment | null;
}

export interface OptionsPageProps {
  signals: PageSignals;
  actions: PageActions;
  environment: OptionsEnvironment;
}

const sections = [
  'timer',
  'sounds',
  'focus',
  'tags',
  'account',
  'server',
  'devices',
  'data',
  'appearance',
  'keyboard',
  'about',
] as const;

const ofTheLedger: readonly (typeof sections)[number][] = ['timer', 'focus', 'tags', 'devices', 'data'];

export function OptionsPage({ signals, actions, environment }: OptionsPageProps) {
  const [theme, setTheme] = useState(environment.theme);
  const [connected, setConnected] = useState(0);
  const [pasted, paste] = useState('');
  const status = signals.status.value;
  const isBroken = signals.brokenBy.value !== null;
  // Without what the background holds these would show defaults, or work on them.
  const shown = sections.filter(
    (section) =>
      !(isBroken && ofTheLedger.includes(section)) && !(section === 'keyboard' && !environment.keys),
  );
  return (
    <AnnouncingPage announcements={actions}>
      <div class="options">
        <header class="options-header">
          <h1>{i18n.t('options.title')}</h1>
          <nav aria-label={i18n.t('options.sections')}>
            {shown.map((section) => (
              <a key={section} href={`#${section}`}>
                {i18n.t(`options.${section}`)}
              </a>
            ))}
          </nav>
        </header>
        <main>
          <BrokenBanner signals={signals} />
          {!isBroken && <TimerSection settings={signals.settings.value} actions={actions} />}
          <SoundsSection environment={environment.sounds} />
          {!isBroken && (
            <FocusSection
              settings={signals.settings.value}
              actions={actions}
              environment={environment.focus}
            />
          )}
          {!isBroken && <TagsSection signals={signals} actions={actions} />}
          <AccountSection
            status={status}
            person={signals.person.value}
            waiting={signals.waiting.value}
            setAside={signals.setAside.value}
            isRemoved={signals.devices.value.some(
              ({ id, removed_at }) => id === status.device && removed_at !== null,
            )}
            connected={connected}
            pasted={pasted}
            actions={actions}
            environment={{
              read: environment.data.read,
              now: environment.data.now,
              copy: environment.copy,
              signIn: environment.signIn,
              setup: {
                ...environment.setup,
                probe: environment.probe,
                copy: environment.copy,
                now: environment.data.now,
              },
            }}
          />
          <ServerSection
            key={status.server?.url}
            server={status.server}
            hasBuiltIn={environment.hasBuiltInServer}
            request={actions.request}
            onConnect={() => setConnected((times) => times + 1)}
            onSetupCode={paste}
            probe={environment.probe}
            examine={environment.examine}
            redirectUrl={environment.redirectUrl}
            copy={environment.copy}
          />
          {!isBroken && (
            <>
              <DevicesSection
                devices={signals.devices.value}
                own={status.device}
                isSignedIn={status.account !== null}
                actions={actions}
              />
              <DataSection
                status={status}
                waiting={signals.waiting.value}
                environment={environment.data}
                request={actions.request}
              />
            </>
          )}
          <AppearanceSection
            theme={theme}
            onChoose={(chosen) => {
              setTheme(chosen);
              environment.setTheme(chosen);
            }}
            language={environment.language}
          />
          {environment.keys && <KeyboardSection environment={environment.keys} />}
          <AboutSection
            status={status}
            waiting={signals.waiting.value}
            setAside={signals.setAside.value}
            contact={signals.contact.value}
            environment={environment}
            now={signals.now.value - status.clock_offset}
          />
        </main>
        <NoticeBar actions={actions} />
      </div>
    </AnnouncingPage>
  );
}
