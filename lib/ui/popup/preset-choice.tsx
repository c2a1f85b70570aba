import '../kit/segments.css';
import './preset-choice.css';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Preset, Settings } from '../../timer/settings.ts';
import { IconButton } from '../kit/icon-button.tsx';
import { pencil } from '../kit/icon-paths.ts';
import { presetName } from '../presets/name.ts';

export interface PresetChoiceProps {
  settings: Pick<Settings, 'preset' | 'presets'>;
  onChoose(key: string): void;
  onEdit(): void;
}

export function PresetChoice({ settings, onChoose, onEdit }: PresetChoiceProps) {
  const segments = useRef<HTMLFieldSetElement>(null);
  // The presets scroll where there are many. The chosen one is always in view.
  useLayoutEffect(() => {
    segments.current?.querySelector(':checked')?.parentElement?.scrollIntoView({ inline: 'nearest' });
  }, [settings.preset]);
  return (
    <div class="presets">
      <fieldset class="segments" ref={segments}>
        <legend class="unseen">{i18n.t('preset.legend')}</legend>
        {Object.entries(settings.presets).map(([key, preset]) => (
          <label key={key} class="segment" title={describe(preset)}>
            <input
              type="radio"
              name="preset"
              checked={key === settings.preset}
              onChange={() => onChoose(key)}
            />
            <span class="segment-name" dir="auto">
              {presetName(key, preset)}
            </span>{' '}
            <span class="segment-numbers">
              {preset.work_duration}/{preset.short_break}/{preset.long_break}
            </span>
          </label>
        ))}
      </fieldset>
      <IconButton name={i18n.t('preset.edit')} d={pencil} onPress={onEdit} />
    </div>
  );
}

function describe(preset: Preset): string {
  const { work_duration, short_break, long_break, sessions_before_long_break } = preset;
  return i18n.t('preset.described', [work_duration, short_break, long_break, sessions_before_long_break]);
}
