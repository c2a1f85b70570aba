import { i18n } from '#i18n';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { defaultPresets, type Preset, type Settings } from '../../timer/settings.ts';
import type { PageActions } from '../page/actions.ts';
import { deletePreset } from '../presets/delete-preset.ts';
import { PresetForm } from '../presets/form.tsx';
import { presetName } from '../presets/name.ts';

export interface PresetPanelProps {
  settings: Settings;
  actions: PageActions;
  onClose(): void;
}

/** Edits the chosen preset, or makes a new one from its numbers. */
export function PresetPanel({ settings, actions, onClose }: PresetPanelProps) {
  const [isNew, makeNew] = useState(false);
  const newButton = useRef<HTMLButtonElement>(null);
  const wasNew = useRef(false);
  useLayoutEffect(() => {
    if (wasNew.current && !isNew) newButton.current?.focus();
    wasNew.current = isNew;
  }, [isNew]);
  const chosen = settings.preset;
  const preset = settings.presets[chosen];
  if (!preset) return null;
  const isOwn = !(chosen in defaultPresets);

  async function save(key: string, edited: Preset) {
    const isSaved = await actions.send({ type: 'edit-preset', key, preset: edited });
    if (isSaved && key !== chosen)
      await actions.send({ type: 'set-preferences', preferences: { preset: key } });
    if (!isSaved) return;
    actions.announce(i18n.t('spoken.saved', [presetName(key, edited)]));
    onClose();
  }
  async function remove() {
    if (preset && (await deletePreset(chosen, preset, actions))) onClose();
  }

  if (isNew) {
    return (
      <PresetForm
        key="new"
        title={null}
        preset={{ ...preset, name: '' }}
        onSave={(made) => void save(actions.newId(), made)}
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
      <button ref={newButton} type="button" class="quiet first" onClick={() => makeNew(true)}>
        {i18n.t('preset.add')}
      </button>
    </PresetForm>
  );
}
