import '../kit/form.css';
import '../kit/row.css';
import './form.css';
import './page.css';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer } from '../../messages/answer.ts';
import { AboutSection } from './about-section.tsx';
import { AccountSection } from './account/section.tsx';
import type { Acts } from '../page/actions.ts';
import { AppearanceSection, type LanguageAround } from './appearance-section.tsx';
import type { DataAround } from './data/environment.ts';
import { DataSection } from './data/section.tsx';
import type { Server } from './server/check.ts';
import { DevicesSection } from './devices/section.tsx';
import type { DiagnosticsAround } from './diagnostics/view.tsx';
import { FocusSection, type FocusAround } from './focus/section.tsx';
import { KeyboardSection, type KeysAround } from './keyboard-section.tsx';
import type { Live } from '../page/signals.ts';
import { NoticeBar } from '../kit/notice-bar.tsx';
import type { ProvidersAround } from './account/provider-buttons.tsx';
import { ServerSection } from './server/section.tsx';
import { SoundsSection, type SoundsAround } from './sounds-section.tsx';
import type { Theme } from '../page/theme.ts';
import { TimerOptions } from './timer/section.tsx';

/** What the page knows of the browser that it stands in. */
export interface Surroundings extends DiagnosticsAround {
  hasBuiltInServer: boolean;
  theme: Theme;
  setTheme(theme: Theme): void;
  language: LanguageAround;
  /** Tries out a Supabase project. */
  probe(server: Server): Promise<Answer>;
  providers: ProvidersAround;
  /** Where a provider's window ends: what the project has to know. */
  redirectUrl: string;
  data: DataAround;
  sounds: SoundsAround;
  focus: FocusAround;
  keys: KeysAround;
}

export interface OptionsPageProps {
  live: Live;
  acts: Acts;
  around: Surroundings;
}

const sections = [
  'timer',
  'sounds',
  'focus',
  'account',
  'server',
  'devices',
  'data',
  'appearance',
  'keyboard',
  'about',
] as const;

export function OptionsPage({ live, acts, around }: OptionsPageProps) {
  const [theme, setTheme] = useState(around.theme);
  const status = live.status.value;
  return (
    <div class="options">
      <header class="options-header">
        <h1>{i18n.t('options.title')}</h1>
        <nav aria-label={i18n.t('options.sections')}>
          {sections.map((section) => (
            <a key={section} href={`#${section}`}>
              {i18n.t(`options.${section}`)}
            </a>
          ))}
        </nav>
      </header>
      <main>
        <TimerOptions settings={live.settings.value} acts={acts} />
        <SoundsSection around={around.sounds} />
        <FocusSection settings={live.settings.value} acts={acts} around={around.focus} />
        <AccountSection
          status={status}
          waiting={live.waiting.value}
          aside={live.aside.value}
          isRemoved={live.devices.value.some(
            ({ id, removed_at }) => id === status.device && removed_at !== null,
          )}
          acts={acts}
          around={{
            read: around.data.read,
            now: around.data.now,
            copy: around.copy,
            providers: around.providers,
          }}
        />
        <ServerSection
          key={status.server?.url}
          server={status.server}
          hasBuiltIn={around.hasBuiltInServer}
          ask={acts.ask}
          probe={around.probe}
          redirectUrl={around.redirectUrl}
          copy={around.copy}
        />
        <DevicesSection
          devices={live.devices.value}
          own={status.device}
          isSignedIn={status.account !== null}
          acts={acts}
        />
        <DataSection status={status} waiting={live.waiting.value} around={around.data} ask={acts.ask} />
        <AppearanceSection
          theme={theme}
          onChoose={(chosen) => {
            setTheme(chosen);
            around.setTheme(chosen);
          }}
          language={around.language}
        />
        <KeyboardSection around={around.keys} />
        <AboutSection
          status={status}
          waiting={live.waiting.value}
          aside={live.aside.value}
          around={around}
          now={live.now.value - status.clock_offset}
        />
      </main>
      <NoticeBar acts={acts} />
    </div>
  );
}
