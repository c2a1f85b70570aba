import { i18n } from '#i18n';
import type { Preset } from '../../timer/settings.ts';

/** The two presets from the start are named by the catalogue, the others by their owner. */
export function presetName(key: string, preset: Preset): string {
  if (preset.name) return preset.name;
  return key === 'short' || key === 'long' ? i18n.t(`preset.${key}`) : i18n.t('preset.unnamed');
}
