import './button.css';
import { i18n } from '#i18n';
import type { Settings } from '../../../timer/settings.ts';
import { IconButton } from '../../kit/icon-button.tsx';

const shield = 'M8 2 3.5 3.5v4c0 3 2 5.2 4.5 6.5 2.5-1.3 4.5-3.5 4.5-6.5v-4z';

export interface FocusButtonProps {
  settings: Pick<Settings, 'focus_mode' | 'sites'>;
  onPress(): void;
}

/** Says whether focus mode is on, and opens its panel. */
export function FocusButton({ settings: { focus_mode, sites }, onPress }: FocusButtonProps) {
  const isEmpty = focus_mode && sites.length === 0;
  const state = i18n.t(focus_mode ? 'focus.is_on' : 'focus.is_off');
  return (
    <span class="focus-state" data-on={focus_mode && !isEmpty}>
      <IconButton name={isEmpty ? i18n.t('focus.on_empty') : state} d={shield} onPress={onPress} />
    </span>
  );
}
