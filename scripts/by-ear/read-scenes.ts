/** One line of the table: what is done, and the sentences that have to be heard after it. */
export interface Step {
  done: string;
  /** In this order. Empty where it does not matter what is heard. */
  heard: readonly string[];
}

/** What is done on one screen, from its opening on. */
export interface Scene {
  title: string;
  steps: readonly Step[];
}

/** Reads the tables of docs/by-ear.md: each heading of the second level with a table under it is a scene. */
export function readScenes(text: string): Scene[] {
  const parts = text.split(/^## /m).slice(1);
  return parts.map(readScene).filter(({ steps }) => steps.length > 0);
}

function readScene(part: string): Scene {
  const [title = '', ...lines] = part.split('\n');
  // The first two lines are the head of the table.
  const rows = lines.filter((line) => line.startsWith('|')).slice(2);
  return {
    title: title.trim(),
    steps: rows.map((row) => {
      const [, done = '', heard = ''] = row.split('|').map((cell) => cell.trim());
      return { done, heard: heard.split(' / ').filter((sentence) => sentence !== '') };
    }),
  };
}

/**
 * What is wrong with what was heard, or null. Each expected sentence has to be in it once, one after the other.
 */
export function judge(heard: readonly string[], expected: readonly string[]): string | null {
  const all = heard.join(' ¦ ');
  let from = 0;
  for (const sentence of expected) {
    const at = all.indexOf(sentence, from);
    if (at < 0) return all.includes(sentence) ? `too early: “${sentence}”` : `missing: “${sentence}”`;
    if (all.split(sentence).length > 2) return `more than once: “${sentence}”`;
    from = at + sentence.length;
  }
  return null;
}
