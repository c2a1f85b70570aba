import { i18n } from '#i18n';
import type { Preset } from '../../timer/settings.ts';
import type { PageActions } from '../page/actions.ts';
import { presetName } from './name.ts';

/**
 * Deletes a preset and offers to write it back. Where it was the chosen one it still is, since the choice keeps its key.
 * Resolves to whether it was deleted.
 */
export async function deletePreset(
  key: string,
  preset: Preset,
  { send, showNotice, announce }: Pick<PageActions, 'send' | 'showNotice' | 'announce'>,
): Promise<boolean> {
  const name = presetName(key, preset);
  const putBack = async () => {
    if (await send({ type: 'edit-preset', key, preset })) announce(i18n.t('spoken.restored', [name]));
  };
  if (!(await send({ type: 'edit-preset', key, preset: null }))) return false;
  showNotice({
    text: i18n.t('preset.deleted', [name]),
    isUrgent: false,
    undo: () => void putBack(),
  });
  return true;
}
