/** Words that stand behind a number in one form of a text only. */
export interface NumberWords {
  one: ReadonlySet<string>;
  several: ReadonlySet<string>;
}

/** Finds words such as `minute` and `minutes` in the plural forms of a catalogue. */
export function numberWords(forms: readonly { one: string; several: string }[]): NumberWords {
  const pairs = forms
    .map(({ one, several }) => [wordBehind(one), wordBehind(several)] as const)
    .filter(([one, several]) => one !== several);
  return {
    one: new Set(pairs.flatMap(([one]) => one ?? [])),
    several: new Set(pairs.flatMap(([, several]) => several ?? [])),
  };
}

function wordBehind(form: string): string | undefined {
  return /\$\d\s(\p{L}+)/u.exec(form)?.[1];
}

/** Numbers beside the wrong form of their word, also in texts that have no plural forms. */
export function numberFaults(words: NumberWords, isOne: (count: number) => boolean, text: string): string[] {
  return [...text.matchAll(/(?<![\d.,:–-]|\d\s)(\d+)\s(\p{L}+)/gu)]
    .filter(([, figure, word = '']) => (isOne(Number(figure)) ? words.several : words.one).has(word))
    .map(([place]) => `the wrong form: ${place}`);
}
