/** The texts of a language by their names, with `$1` … where values go and ` | ` between plural forms. */
export type Catalogue = Readonly<Partial<Record<string, string>>>;

const rightToLeft = /^(ar|fa|he|ur)/;

/** Reads the texts of a language as they are packed; null if there are none. */
export async function readCatalogue(language: string): Promise<Catalogue | null> {
  try {
    const file = await fetch(`/_locales/${language}/messages.json`);
    const entries = Object.entries((await file.json()) as Record<string, { message: string }>);
    return {
      // What browsers say of their own language under the same names.
      '@@ui_locale': language,
      '@@bidi_dir': rightToLeft.test(language) ? 'rtl' : 'ltr',
      ...Object.fromEntries(entries.map(([name, { message }]) => [name, message])),
    };
  } catch {
    return null;
  }
}
