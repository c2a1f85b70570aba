import { nativeExtension } from '../browser/native.ts';
import { readCatalogue, type Catalogue } from './catalogue.ts';
import { readChosenLanguage, watchChosenLanguage } from './chosen-language.ts';
import { browserText, setCatalogueSource } from './i18n.ts';

/**
 * Makes this page or worker use the language that was chosen on this device, and follow each later choice. `source`
 * takes the catalogue, and `changed` is called after each later choice is in force. Resolves when the first catalogue
 * is loaded. A worker must call this in its first turn.
 */
export function followChosenLanguage(
  source: { value: Catalogue | null },
  changed: () => void = () => undefined,
): Promise<void> {
  async function load(): Promise<void> {
    const language = await readChosenLanguage();
    source.value = language === null ? await readMissingCatalogue() : await readCatalogue(language);
  }

  setCatalogueSource(source);
  // One load follows the other, so that the last choice wins.
  let loading = load();
  watchChosenLanguage(() => {
    loading = loading.then(load).then(changed);
  });
  return loading;
}

/**
 * The catalogue that the browser should have given, where it gives no text at all, and null where it does. A page of a
 * Chromium under load was seen without any text.
 */
async function readMissingCatalogue(): Promise<Catalogue | null> {
  if (browserText('language_tag')) return null;
  const language = nativeExtension().i18n.getUILanguage().replace('-', '_');
  return (
    (await readCatalogue(language)) ??
    (await readCatalogue(language.split('_')[0] ?? '')) ??
    (await readCatalogue('en'))
  );
}
