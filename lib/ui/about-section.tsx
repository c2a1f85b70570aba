import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { OptionSection } from './option-section.tsx';

export interface AboutSectionProps {
  version: string;
  /** Lines for a report of a fault, without anything private. */
  diagnostics: string;
  copy(text: string): Promise<void>;
}

export function AboutSection({ version, diagnostics, copy }: AboutSectionProps) {
  const [isCopied, setCopied] = useState(false);
  return (
    <OptionSection id="about" title={i18n.t('options.about')}>
      <p>{i18n.t('about.version', [version])}</p>
      <p class="hint">{i18n.t('about.licence')}</p>
      <h3 class="subtitle">{i18n.t('about.diagnostics')}</h3>
      <p class="hint">{i18n.t('about.diagnostics_text')}</p>
      <pre class="diagnostics" tabIndex={0} aria-label={i18n.t('about.diagnostics')}>
        {diagnostics}
      </pre>
      <button type="button" class="chip" onClick={() => void copy(diagnostics).then(() => setCopied(true))}>
        {i18n.t('about.copy')}
      </button>
      <span role="status" class="good">
        {isCopied && i18n.t('about.copied')}
      </span>
    </OptionSection>
  );
}
