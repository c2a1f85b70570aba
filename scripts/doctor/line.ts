/** One line of the report. */
export interface Line {
  name: string;
  state: 'good' | 'remark' | 'bad' | 'unseen';
  sentence: string;
  /** The words of whoever answered. */
  detail?: string;
  facts?: Readonly<Record<string, string | number | boolean>>;
}

const marks: Readonly<Record<Line['state'], string>> = { good: '✓', remark: '!', bad: '✗', unseen: '–' };

/** The report as text, one line for each thing that was looked at. */
export function reportOf(lines: readonly Line[]): string {
  const width = Math.max(...lines.map(({ name }) => name.length));
  const written = lines.map(({ name, state, sentence, detail }) => {
    const words = state === 'good' || !detail ? sentence : `${sentence} (${detail})`;
    return `${marks[state]} ${name.padEnd(width)}  ${words}`;
  });
  return [...written, '', verdictOf(lines)].join('\n');
}

function verdictOf(lines: readonly Line[]): string {
  const count = (wanted: Line['state']) => lines.filter(({ state }) => state === wanted).length;
  const [bad, remarks, unseen] = [count('bad'), count('remark'), count('unseen')];
  const parts = [
    bad > 0 ? `${bad} to be mended` : 'Nothing has to be mended',
    ...(remarks > 0 ? [`${remarks} to know of`] : []),
    ...(unseen > 0 ? [`${unseen} not looked at`] : []),
  ];
  return `${parts.join(', ')}.`;
}
