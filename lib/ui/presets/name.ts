import { i18n } from '#i18n';
import type { Preset } from '../../timer/settings.ts';

/** The catalogue names the two built-in presets, a person names the others. */
export function presetName(key: string, preset: Preset): string {
  if (preset.name) return preset.name;
  return key === 'short' || key === 'long' ? i18n.t(`preset.${key}`) : i18n.t('preset.unnamed');
}
