import '../kit/segments.css';
import './appearance-section.css';
import type { ReadonlySignal } from '@preact/signals';
import { i18n } from '#i18n';
import { languages } from '../../language/languages.ts';
import { OptionSection } from './option-section.tsx';
import type { Theme } from '../page/theme.ts';

/** The language of this device. */
export interface LanguageEnvironment {
  /** The name of a catalogue. Null is the browser's language. */
  chosen: ReadonlySignal<string | null>;
  choose(language: string | null): void;
}

export interface AppearanceSectionProps {
  theme: Theme;
  onChoose(theme: Theme): void;
  language: LanguageEnvironment;
}

const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function AppearanceSection({ theme, onChoose, language }: AppearanceSectionProps) {
  return (
    <OptionSection id="appearance" title={i18n.t('options.appearance')}>
      <fieldset class="choice">
        <legend class="subtitle">{i18n.t('appearance.theme')}</legend>
        <div class="segments">
          {themes.map((kind) => (
            <label key={kind} class="segment">
              <input type="radio" name="theme" checked={kind === theme} onChange={() => onChoose(kind)} />
              <span class="segment-name">{i18n.t(`appearance.${kind}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <label class="row">
        <span>{i18n.t('appearance.language')}</span>
        <select
          class="field wide"
          value={language.chosen.value ?? ''}
          onChange={(event) => language.choose(event.currentTarget.value || null)}
        >
          <option value="">{i18n.t('appearance.browser_language')}</option>
          {Object.entries(languages).map(([name, own]) => (
            <option key={name} value={name} lang={name.replace('_', '-')}>
              {own}
            </option>
          ))}
        </select>
      </label>
    </OptionSection>
  );
}
