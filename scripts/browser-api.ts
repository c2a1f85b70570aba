import type { CompatData, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data';

/** A file of the extension by its path. */
export interface CodeFile {
  path: string;
  text: string;
}

/** The oldest version of each browser that the manifest lets in. */
export interface OldestBrowsers {
  chrome: number;
  edge: number;
  firefox: number;
  firefox_android: number;
}

/** Names that the data has otherwise. `offscreen` it does not know: Chrome has it from 109, Firefox has none. */
const alias: Partial<Record<string, string>> = { contextMenus: 'menus' };

/**
 * All that the code asks of the extension API, such as `alarms.create`, in alphabetical order. The code says a
 * namespace by its own name, also where it takes it out of the API first; what the data does not know is left out.
 */
export function apisUsedIn(files: readonly CodeFile[], data: CompatData): string[] {
  const api = data.webextensions['api'] ?? {};
  const used = new Set<string>();
  for (const { text } of files) {
    if (!/\/native\.ts'|'wxt\/browser'/.test(text)) continue;
    for (const [, name = '', member = ''] of text.matchAll(/\b([a-zA-Z]+)(?=\??\.([a-zA-Z]+)\b)/g)) {
      const namespace = api[alias[name] ?? name];
      if (namespace?.[member]?.__compat) used.add(`${name}.${member}`);
    }
  }
  return [...used].toSorted();
}

/**
 * Those of these APIs that a file asks of the browser outright. The others it has from `optionalApi`, whose types make
 * it look first whether they are there.
 */
export function askedOutright(apis: readonly string[], files: readonly CodeFile[]): string[] {
  return apis.filter((name) => {
    const [namespace = '', member = ''] = name.split('.');
    const ofTheBrowser = new RegExp(
      `\\b(browser|nativeExtension\\(\\))(\\s+as\\s[^)]*\\))?\\.${namespace}\\b` +
        `|\\{[^{}]*\\b${namespace}\\b[^{}]*\\}\\s*=\\s*(browser|nativeExtension\\(\\))`,
    );
    return files.some(({ text }) => ofTheBrowser.test(withoutTypes(text)) && text.includes(`.${member}`));
  });
}

/** What is asked of a type alone is there in no browser. */
const withoutTypes = (text: string): string => text.replaceAll(/typeof\s+browser\.\w+/g, '');

/** A sentence for each API that one of the oldest browsers lacks. `optional` are those that the code does without. */
export function lackingApis(
  apis: readonly string[],
  oldest: Partial<OldestBrowsers>,
  optional: readonly string[],
  data: CompatData,
): string[] {
  return apis.flatMap((name) => {
    const [namespace = '', member = ''] = name.split('.');
    const entry = data.webextensions['api']?.[alias[namespace] ?? namespace]?.[member];
    return Object.entries(oldest)
      .map(([browser, lets]) => ({ browser, lets, from: since(entry, browser as keyof OldestBrowsers) }))
      .filter(({ browser, lets, from }) => from > lets && !optional.includes(`${name} ${browser}`))
      .map(({ browser, lets, from }) =>
        from === Infinity
          ? `${name} is not in ${browser}.`
          : `${name} is in ${browser} from ${from}, and the manifest lets in ${lets}.`,
      );
  });
}

/** The first version from which a browser has it without a flag until today. Infinity if it has not. */
function since(entry: Identifier | undefined, browser: keyof OldestBrowsers): number {
  const support = entry?.__compat?.support[browser];
  const statements = support === undefined ? [] : [support].flat();
  const [first] = statements.filter(isWhole);
  return first === undefined ? Infinity : Number.parseInt(String(first.version_added).replace('≤', ''), 10);
}

function isWhole({ version_added, version_removed, flags }: SimpleSupportStatement): boolean {
  return typeof version_added === 'string' && version_added !== 'preview' && !version_removed && !flags;
}
