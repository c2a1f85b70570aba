import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { defaultPresets, type Preset, type Settings } from '../../timer/settings.ts';
import type { Acts } from '../page/actions.ts';
import { presetName } from '../presets/name.ts';
import { PresetForm } from '../presets/form.tsx';

export interface PresetPanelProps {
  settings: Settings;
  acts: Acts;
  onClose(): void;
}

/** Edits the chosen preset in the popup, or makes a new one from its numbers. */
export function PresetPanel({ settings, acts, onClose }: PresetPanelProps) {
  const [isNew, makeNew] = useState(false);
  const chosen = settings.preset;
  const preset = settings.presets[chosen];
  if (!preset) return null;
  const isOwn = !(chosen in defaultPresets);

  async function save(key: string, edited: Preset) {
    const isSaved = await acts.act({ type: 'edit-preset', key, preset: edited });
    if (isSaved && key !== chosen) await acts.act({ type: 'set-preferences', preferences: { preset: key } });
    if (isSaved) onClose();
  }
  async function remove() {
    if (await acts.act({ type: 'edit-preset', key: chosen, preset: null })) onClose();
  }

  if (isNew) {
    return (
      <PresetForm
        key="new"
        title={null}
        preset={{ ...preset, name: '' }}
        onSave={(made) => void save(acts.newId(), made)}
        onCancel={() => makeNew(false)}
      />
    );
  }
  return (
    <PresetForm
      key={chosen}
      title={isOwn ? null : i18n.t('preset.edit_title', [presetName(chosen, preset)])}
      preset={preset}
      onSave={(edited) => void save(chosen, edited)}
      onCancel={onClose}
      onDelete={isOwn ? () => void remove() : undefined}
    >
      <button type="button" class="quiet first" onClick={() => makeNew(true)}>
        {i18n.t('preset.add')}
      </button>
    </PresetForm>
  );
}
