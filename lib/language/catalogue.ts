/** The texts of a language by name. `$1` and so on stand where values go, and ` | ` stands between plural forms. */
export type Catalogue = Readonly<Partial<Record<string, string>>>;

/** Reads the texts that the extension has packed for a language, or null if it has none. */
export async function readCatalogue(language: string): Promise<Catalogue | null> {
  try {
    const file = await fetch(`/_locales/${language}/messages.json`);
    const entries = Object.entries((await file.json()) as Record<string, { message: string }>);
    return Object.fromEntries(entries.map(([name, { message }]) => [name, message]));
  } catch {
    return null;
  }
}
