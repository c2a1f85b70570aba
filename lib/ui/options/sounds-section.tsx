import './sounds-section.css';
import type { ReadonlySignal } from '@preact/signals';
import { useLayoutEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { soundNames, type SoundName } from '../../sound/sound-name.ts';
import type { RingSettings } from '../../sound/ring-settings.ts';
import { OptionSection } from './option-section.tsx';
import { SwitchRow } from '../kit/switch-row.tsx';
import { uiLocale } from '../kit/locale.ts';

/** What the section needs of the browser that it runs in. */
export interface SoundsEnvironment {
  stored: ReadonlySignal<RingSettings>;
  store(sounds: RingSettings): void;
  play(chime: { sound: SoundName; volume: number }): void;
}

const choices = ['off', ...soundNames] as const;

export function SoundsSection({ environment }: { environment: SoundsEnvironment }) {
  const sounds = environment.stored.value;
  const { sound, volume } = sounds;
  const set = (change: Partial<RingSettings>) => environment.store({ ...sounds, ...change });
  const play = (chime: Pick<RingSettings, 'sound' | 'volume'>) => {
    if (chime.sound !== 'off') environment.play({ sound: chime.sound, volume: chime.volume });
  };
  return (
    <OptionSection id="sounds" title={i18n.t('options.sounds')}>
      <SwitchRow
        label={i18n.t('sounds.notify')}
        isOn={sounds.notify}
        onSwitch={(notify) => set({ notify })}
      />
      <SwitchRow label={i18n.t('sounds.tab')} isOn={sounds.tab} onSwitch={(tab) => set({ tab })} />
      <p class="hint">{i18n.t('sounds.tab_text')}</p>
      <label class="row">
        <span>{i18n.t('sounds.sound')}</span>
        <select
          class="field wide"
          value={sound}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice === event.currentTarget.value) ?? sound;
            set({ sound: chosen });
            play({ sound: chosen, volume });
          }}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {i18n.t(`sounds.${choice}`)}
            </option>
          ))}
        </select>
      </label>
      <VolumeRow
        volume={volume}
        isOff={sound === 'off'}
        onChange={(loudness) => {
          set({ volume: loudness });
          play({ sound, volume: loudness });
        }}
      />
      <p class="buttons">
        <button type="button" class="chip" disabled={sound === 'off'} onClick={() => play(sounds)}>
          {i18n.t('sounds.test')}
        </button>
      </p>
      <p class="hint">{i18n.t('sounds.text')}</p>
    </OptionSection>
  );
}

interface VolumeRowProps {
  volume: number;
  isOff: boolean;
  onChange(volume: number): void;
}

/** The volume is stored, and heard, when the slider is let go. */
function VolumeRow({ volume, isOff, onChange }: VolumeRowProps) {
  const [shown, show] = useState(volume);
  useLayoutEffect(() => show(volume), [volume]);
  const words = shown.toLocaleString(uiLocale(), { style: 'percent' });
  return (
    <label class="row">
      <span>{i18n.t('sounds.volume')}</span>
      <span class="wide slider">
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={shown}
          disabled={isOff}
          aria-valuetext={words}
          onInput={(event) => show(event.currentTarget.valueAsNumber)}
          onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
        />
        {/* The slider says it. */}
        <span aria-hidden="true">{words}</span>
      </span>
    </label>
  );
}
