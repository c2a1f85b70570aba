import '../kit/segments.css';
import './preset-choice.css';
import type { ComponentChildren } from 'preact';
import { i18n, isolate } from '#i18n';
import type { Preset, Settings } from '../../timer/settings.ts';
import { IconButton } from '../kit/icon-button.tsx';
import { pencil } from '../kit/icon-paths.ts';
import { Icon } from '../kit/icon.tsx';
import { presetName } from '../presets/name.ts';

export interface PresetChoiceProps {
  settings: Pick<Settings, 'preset' | 'presets'>;
  onChoose(key: string): void;
  onEdit(): void;
  /** Stands at the end of the row. */
  children?: ComponentChildren;
}

/** So many stand side by side in every language. More of them are chosen from a list. */
const most = 2;

const chevron = 'M4.5 6.5 8 10l3.5-3.5';

export function PresetChoice({ settings, onChoose, onEdit, children }: PresetChoiceProps) {
  const presets = Object.entries(settings.presets);
  return (
    <div class="presets">
      {presets.length > most ? (
        <PresetList settings={settings} onChoose={onChoose} />
      ) : (
        <fieldset class="segments">
          <legend class="unseen">{i18n.t('preset.legend')}</legend>
          {presets.map(([key, preset]) => (
            <label key={key} class="segment" title={describe(preset)}>
              <input
                type="radio"
                name="preset"
                aria-description={describe(preset)}
                checked={key === settings.preset}
                onChange={() => onChoose(key)}
              />
              <NameAndNumbers name={presetName(key, preset)} preset={preset} />
            </label>
          ))}
        </fieldset>
      )}
      <IconButton name={i18n.t('preset.edit')} d={pencil} onPress={onEdit} />
      {children}
    </div>
  );
}

/** A list that opens, under the name and the numbers of what is chosen. */
function PresetList({
  settings: { preset, presets },
  onChoose,
}: Omit<PresetChoiceProps, 'onEdit' | 'children'>) {
  const chosen = presets[preset];
  return (
    <div class="segments">
      <label class="segment preset-list" title={chosen && describe(chosen)}>
        <select
          aria-label={i18n.t('preset.legend')}
          aria-description={chosen && describe(chosen)}
          value={preset}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {Object.entries(presets).map(([key, one]) => (
            <option key={key} value={key}>
              {isolate(presetName(key, one))} {numbersOf(one)}
            </option>
          ))}
        </select>
        {chosen && <NameAndNumbers name={presetName(preset, chosen)} preset={chosen} />}
        <Icon d={chevron} />
      </label>
    </div>
  );
}

function NameAndNumbers({ name, preset }: { name: string; preset: Preset }) {
  return (
    <>
      <span class="segment-name" dir="auto">
        {name}
      </span>{' '}
      <span class="segment-numbers" aria-hidden="true">
        {numbersOf(preset)}
      </span>
    </>
  );
}

function numbersOf({ work_duration, short_break, long_break }: Preset): string {
  return `${work_duration}/${short_break}/${long_break}`;
}

function describe(preset: Preset): string {
  const { work_duration, short_break, long_break, sessions_before_long_break: rounds } = preset;
  return i18n.t('preset.described', rounds, [work_duration, short_break, long_break, rounds]);
}
