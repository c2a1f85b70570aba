import { i18n } from '#i18n';
import { DiagnosticsView, type DiagnosticsViewProps } from './diagnostics/view.tsx';
import { OptionSection } from './option-section.tsx';

export function AboutSection(props: DiagnosticsViewProps) {
  return (
    <OptionSection id="about" title={i18n.t('options.about')}>
      <p>{i18n.t('about.version', [props.environment.version])}</p>
      <p class="hint">{i18n.t('about.license')}</p>
      <h3 class="subtitle">{i18n.t('about.diagnostics')}</h3>
      <p class="hint">{i18n.t('about.diagnostics_text')}</p>
      <DiagnosticsView {...props} />
    </OptionSection>
  );
}
