import { i18n } from '#i18n';
import { KeyList, type KeyboardEnvironment } from '../kit/key-list.tsx';
import { OptionSection } from './option-section.tsx';

const inPopup = ['space', 'internal', 'external', 'enter', 'move', 'undo', 'escape'] as const;

/** Keys that are named by what stands on them. */
const signs = { internal: "'", external: '-' } as const;

export function KeyboardSection({ environment }: { environment: KeyboardEnvironment }) {
  return (
    <OptionSection id="keyboard" title={i18n.t('options.keyboard')}>
      <h3 class="subtitle">{i18n.t('keyboard.anywhere')}</h3>
      <KeyList environment={environment} />
      <h3 class="subtitle">{i18n.t('keyboard.in_popup')}</h3>
      <ul>
        {inPopup.map((key) => (
          <li key={key} class="row">
            <span>{i18n.t(`keyboard.${key}_does`)}</span>
            <kbd>{key === 'internal' || key === 'external' ? signs[key] : i18n.t(`keyboard.${key}`)}</kbd>
          </li>
        ))}
      </ul>
    </OptionSection>
  );
}
