import { i18n } from '#i18n';
import { OptionSection } from './option-section.tsx';
import type { Theme } from './theme.ts';

export interface AppearanceSectionProps {
  theme: Theme;
  onChoose(theme: Theme): void;
}

const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function AppearanceSection({ theme, onChoose }: AppearanceSectionProps) {
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
    </OptionSection>
  );
}
