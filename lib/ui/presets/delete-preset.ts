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
  { send, showNotice }: Pick<PageActions, 'send' | 'showNotice'>,
): Promise<boolean> {
  if (!(await send({ type: 'edit-preset', key, preset: null }))) return false;
  showNotice({
    text: i18n.t('preset.deleted', [presetName(key, preset)]),
    isUrgent: false,
    undo: () => void send({ type: 'edit-preset', key, preset }),
  });
  return true;
}
