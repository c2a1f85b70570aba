import './preset-list.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { defaultPresets, type Preset, type Settings } from '../../../timer/settings.ts';
import type { PageActions } from '../../page/actions.ts';
import { IconButton } from '../../kit/icon-button.tsx';
import { pencil } from '../../kit/icon-paths.ts';
import { deletePreset } from '../../presets/delete-preset.ts';
import { presetName } from '../../presets/name.ts';
import { PresetForm } from '../../presets/form.tsx';

export interface PresetListProps {
  settings: Settings;
  actions: PageActions;
}

export function PresetList({ settings, actions }: PresetListProps) {
  const [edited, edit] = useState<string | null>(null);
  const chosen = settings.presets[settings.preset];
  const list = useRef<HTMLUListElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const last = useRef<string | null>(null);
  // The button that opened the form comes back as a new one.
  useLayoutEffect(() => {
    if (edited === null && last.current !== null && document.activeElement === document.body) {
      const row = list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(last.current)}"] button`);
      (row ?? addButton.current)?.focus();
    }
    last.current = edited;
  }, [edited]);

  async function save(key: string, preset: Preset) {
    if (!(await actions.send({ type: 'edit-preset', key, preset }))) return;
    actions.announce(i18n.t('spoken.saved', [presetName(key, preset)]));
    edit(null);
  }
  async function remove(key: string, preset: Preset) {
    if (await deletePreset(key, preset, actions)) edit(null);
  }
  return (
    <>
      <h3 class="subtitle">{i18n.t('timer_options.presets')}</h3>
      <p class="hint">{i18n.t('timer_options.presets_text')}</p>
      <ul ref={list} class="cards" aria-label={i18n.t('timer_options.presets')}>
        {Object.entries(settings.presets).map(([key, preset]) => {
          const name = presetName(key, preset);
          const isOwn = !(key in defaultPresets);
          return (
            <li key={key} class="card" data-key={key}>
              {edited === key ? (
                <PresetForm
                  title={isOwn ? null : i18n.t('preset.edit_title', [name])}
                  preset={preset}
                  onSave={(saved) => void save(key, saved)}
                  onCancel={() => edit(null)}
                  onDelete={isOwn ? () => void remove(key, preset) : undefined}
                />
              ) : (
                <div class="preset-line">
                  <input
                    type="radio"
                    name="used-preset"
                    class="radio"
                    aria-label={i18n.t('timer_options.use', [name])}
                    checked={key === settings.preset}
                    onChange={() =>
                      void actions.send({ type: 'set-preferences', preferences: { preset: key } })
                    }
                  />
                  <div class="grow">
                    <strong dir="auto">{name}</strong>
                    <p class="hint">{numbersOf(preset)}</p>
                  </div>
                  <IconButton name={i18n.t('preset.edit_one', [name])} d={pencil} onPress={() => edit(key)} />
                </div>
              )}
            </li>
          );
        })}
        {edited === '' && chosen && (
          <li class="card">
            <PresetForm
              title={null}
              preset={{ ...chosen, name: '' }}
              onSave={(made) => void save(actions.newId(), made)}
              onCancel={() => edit(null)}
            />
          </li>
        )}
      </ul>
      {/* It stays: Chromium tells nobody of the focus that comes while what had it before goes away. */}
      <button
        ref={addButton}
        type="button"
        class="chip"
        aria-expanded={edited === ''}
        onClick={() => edit(edited === '' ? null : '')}
      >
        {i18n.t('preset.add')}
      </button>
    </>
  );
}

function numbersOf(preset: Preset): string {
  const { work_duration, short_break, long_break, sessions_before_long_break } = preset;
  const rounds = sessions_before_long_break;
  return i18n.t('timer_options.preset_numbers', rounds, [work_duration, short_break, long_break, rounds]);
}
