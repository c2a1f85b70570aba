/** The first words of a migration that a command wrote: it is checked for its syntax and not for its style. */
export const generatedMark = '-- Generated';

/** Puts the line before generated SQL that says so. */
export function markGenerated(sql: string): string {
  return `${generatedMark} by npm run db:diff from supabase/schemas.\n${sql.trim()}\n`;
}

const longestLine = 120;

/** Where the SQL of a file leaves the style that supabase/README.md describes: `line: what`, one each. */
export function styleFindings(sql: string): string[] {
  if (sql.startsWith(generatedMark)) return [];
  const code = withoutText(sql).split('\n');
  const findings = sql.split('\n').flatMap((line, index) => {
    const parts: string[] = [];
    if (line.length > longestLine)
      parts.push(`longer than ${longestLine} characters. Literals that follow each other on lines are one.`);
    if (line.includes('\t')) parts.push('a tab. Indent by two spaces.');
    if (/\s$/.test(line)) parts.push('space at the end of the line.');
    if (/[A-Z]/.test(code[index] ?? '')) parts.push('upper case outside of texts and quoted names.');
    if (/\/\*|--(?![ \n]|$)/.test(code[index] ?? '')) parts.push('a comment that does not begin with "-- ".');
    return parts.map((part) => `${index + 1}: ${part}`);
  });
  if (!sql.endsWith('\n') || sql.endsWith('\n\n')) findings.push('The file ends with one line break.');
  return [...findings, ...openFunctions(code.join('\n'), sql)];
}

/** The same text with blanks where comments, texts and quoted names stand. Bodies between dollars are code. */
function withoutText(sql: string): string {
  return sql.replaceAll(/-- [^\n]*|[eE]'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|"[^"]*"/g, (text) =>
    text.replaceAll(/[^\n]/g, ' '),
  );
}

/** Functions without a search_path of their own, where no comment says why they have none. */
function openFunctions(code: string, sql: string): string[] {
  return [...code.matchAll(/\bcreate (?:or replace )?(?:function|procedure)\s+([\w.]+)(.*?)\bas\s+[$']/gs)]
    .filter(({ 2: head = '', index }) => !/\bset search_path\b/.test(head) && !saysWhy(sql, index))
    .map(([, name]) => `${name} has no search_path of its own.`);
}

/** Whether a comment right above a place, or one that heads the whole file, says why there is no search_path. */
function saysWhy(sql: string, place: number): boolean {
  const above = /(?:(?:^|\n)-- [^\n]*)+\n$/.exec(sql.slice(0, place))?.[0] ?? '';
  const top = /^(?:-- [^\n]*\n)+(?=\n)/.exec(sql)?.[0] ?? '';
  return /^-- No search_path\b/m.test(above + top);
}
