import { i18n } from '#i18n';
import type { Preferences, Settings } from '../../../timer/settings.ts';
import { uiLocale } from '../../kit/locale.ts';
import { NumberRow } from '../../kit/number-row.tsx';
import { SwitchRow } from '../../kit/switch-row.tsx';
import type { PageActions } from '../../page/actions.ts';
import { OptionSection } from '../option-section.tsx';
import { PresetList } from './preset-list.tsx';

export interface TimerSectionProps {
  settings: Settings;
  actions: PageActions;
}

const minutesOfDay = 24 * 60;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

export function TimerSection({ settings, actions }: TimerSectionProps) {
  const set = (preferences: Partial<Preferences>) =>
    void actions.send({ type: 'set-preferences', preferences });
  return (
    <OptionSection id="timer" title={i18n.t('options.timer')}>
      <PresetList settings={settings} actions={actions} />
      <h3 class="subtitle">{i18n.t('timer_options.flow')}</h3>
      <SwitchRow
        label={i18n.t('timer_options.auto_breaks')}
        isOn={settings.auto_start_breaks}
        onSwitch={(isOn) => set({ auto_start_breaks: isOn })}
      />
      <SwitchRow
        label={i18n.t('timer_options.auto_focus')}
        isOn={settings.auto_start_focus}
        onSwitch={(isOn) => set({ auto_start_focus: isOn })}
      />
      <p class="hint">{i18n.t('timer_options.auto_text')}</p>
      <h3 class="subtitle">{i18n.t('timer_options.goal')}</h3>
      <NumberRow
        label={i18n.t('timer_options.goal_name')}
        hint={i18n.t('timer_options.goal_text')}
        complaint={i18n.t('timer_options.goal_wrong')}
        value={settings.daily_goal}
        most={minutesOfDay}
        onChange={(daily_goal) => set({ daily_goal })}
      />
      <label class="row">
        <span>{i18n.t('timer_options.day')}</span>
        <select
          class="field short"
          value={settings.day_starts_at}
          onChange={(event) => set({ day_starts_at: Number(event.currentTarget.value) })}
        >
          {hours.map((hour) => (
            <option key={hour} value={hour}>
              {nameOfHour(hour)}
            </option>
          ))}
        </select>
      </label>
    </OptionSection>
  );
}

function nameOfHour(hour: number): string {
  return new Date(2000, 0, 1, hour).toLocaleTimeString(uiLocale(), { hour: '2-digit', minute: '2-digit' });
}
