/**
 * The locale that texts are read in, which Intl takes whatever comes in. `tag` is the language of their catalogue.
 * `browser` is what the browser calls its own language: it adds its region where it speaks the same language in the
 * same script, and nothing else. Browsers name theirs in many ways, such as `ca_ES_VALENCIA`, `zh_Hans_CN` or `C`.
 */
export function localeOfTexts(tag: string, browser: string): string {
  const texts = parse(tag) ?? new Intl.Locale('en');
  const own = parse(browser);
  const isSame = own?.language === texts.language && own.maximize().script === texts.maximize().script;
  return (isSame && own.region ? new Intl.Locale(texts, { region: own.region }) : texts).toString();
}

function parse(name: string): Intl.Locale | null {
  try {
    // What stands behind a point or an at sign is an encoding or a variant of the system's.
    return new Intl.Locale((name.split(/[.@]/)[0] ?? '').replaceAll('_', '-'));
  } catch {
    return null;
  }
}
