/** A file with its path in the repository. */
export interface TextFile {
  path: string;
  text: string;
}

/** A rule of a `SPEC.md`: `- **SYNC-4** There is one call at a time.` */
interface Rule {
  id: string;
  path: string;
  words: number;
}

export const mostWords = 40;

const id = String.raw`[A-Z][A-Z0-9]*-\d+`;

/**
 * What is wrong with the rules, each fault as one line: an id that is defined twice, cited by no test or cited and not
 * defined, and a rule that is too long.
 */
export function faultsOfRules(files: readonly TextFile[]): string[] {
  const rules = files.filter(({ path }) => /(^|\/)SPEC\.md$/.test(path)).flatMap(rulesIn);
  const known = new Set(rules.map((rule) => rule.id));
  const cited = new Set(files.filter(isTest).flatMap(({ text }) => idsOfTests(text)));
  return [
    ...rules
      .filter((rule, place) => rules.findIndex((other) => other.id === rule.id) < place)
      .map((rule) => `${rule.id} is defined again in ${rule.path}`),
    ...rules
      .filter((rule) => !cited.has(rule.id))
      .map((rule) => `${rule.id} in ${rule.path} is cited by no test`),
    ...rules
      .filter(({ words }) => words > mostWords)
      .map((rule) => `${rule.id} in ${rule.path} has ${rule.words} words`),
    ...files.flatMap((file) => unknownIds(file, known)),
  ];
}

/** A rule may go on in indented lines. */
function rulesIn({ path, text }: TextFile): Rule[] {
  const found = text.matchAll(new RegExp(String.raw`^- \*\*(${id})\*\* (.*(?:\n {2}.*)*)`, 'gm'));
  return [...found].map(([, name = '', words = '']) => ({
    id: name,
    path,
    words: words.trim().split(/\s+/).length,
  }));
}

function isTest({ path }: TextFile): boolean {
  return /\.(test|spec)\.tsx?$|\.test\.sql$|\/tests?\/.*\.sql$/.test(path);
}

/** The ids at the beginning of a quoted text, as in `it('RING-3, RING-4 the notification'`. */
function idsOfTests(text: string): string[] {
  const names = text.matchAll(new RegExp(`['"\`](${id}(?:,? ${id})*)[\\s:]`, 'g'));
  return [...names].flatMap(([, ids = '']) => ids.split(/,? /));
}

/** Ids of which others with the same prefix are rules. */
function unknownIds({ path, text }: TextFile, known: ReadonlySet<string>): string[] {
  const prefixes = new Set([...known].map(prefixOf));
  const ids = new Set([...text.matchAll(new RegExp(String.raw`(?<![\w-])${id}(?![\w-])`, 'g'))].map(String));
  return [...ids]
    .filter((name) => prefixes.has(prefixOf(name)) && !known.has(name))
    .map((name) => `${name} in ${path} is no rule`);
}

function prefixOf(name: string): string {
  return name.replace(/-\d+$/, '');
}
