import { readCatalogue, type Catalogue } from './catalogue.ts';
import { readChosenLanguage, watchChosenLanguage } from './chosen-language.ts';
import { setCatalogueSource } from './i18n.ts';

/**
 * From now on this context speaks the language that was chosen on this device, by way of `source`, and follows when
 * another is chosen; `turned` is called once it has. Resolves once the first texts are there. A worker calls it in
 * its first turn.
 */
export function followChosenLanguage(
  source: { value: Catalogue | null },
  turned: () => void = () => undefined,
): Promise<void> {
  async function turn(): Promise<void> {
    const language = await readChosenLanguage();
    source.value = language === null ? null : await readCatalogue(language);
  }

  setCatalogueSource(source);
  // One after another, so that the last choice is the one that stays.
  let turning = turn();
  watchChosenLanguage(() => {
    turning = turning.then(turn).then(turned);
  });
  return turning;
}
