import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { join } from 'node:path';
import { i18n, setCatalogueSource } from '../../lib/language/i18n.ts';
import { kindsOf } from './places.ts';
import { valuesOf, type Kind } from './values.ts';

/** A text as it may stand on a screen. */
export interface Shown {
  key: string;
  text: string;
  kinds: readonly Kind[];
  values: readonly string[];
}

/** `t` as these tests use it: any key, and values that are written already. */
type AnyText = (key: string, ...args: (number | readonly string[])[]) => string;

const t = i18n.t as AnyText;

/** Every text of a language with every kind of value, in a browser that calls its own language `browser`. */
export async function allTexts(language: string, browser: string): Promise<Shown[]> {
  const file = join(import.meta.dirname, '..', `${language}.yml`);
  const entries = await parseMessagesFile(file);
  const texts = entries.map((entry) => {
    const key = entry.key.join('.');
    const forms = entry.type === 'plural' ? Object.values(entry.plurals) : [entry.message];
    return { key, forms, isPlural: entry.type === 'plural' };
  });
  const catalogue = Object.fromEntries(
    texts.map(({ key, forms }) => [key.replaceAll('.', '_'), forms.join(' | ')]),
  );
  setCatalogueSource({ value: { ...catalogue, '@@ui_locale': browser } });
  const written = new Map<Kind, readonly string[]>();
  const valuesAt = (kind: Kind): readonly string[] => {
    const values = written.get(kind) ?? valuesOf(kind);
    written.set(kind, values);
    return values;
  };
  const shown = texts.flatMap(({ key, forms, isPlural }) =>
    withValues(key, forms.join(''), isPlural, valuesAt),
  );
  setCatalogueSource({ value: null });
  return shown;
}

function withValues(
  key: string,
  text: string,
  isPlural: boolean,
  valuesAt: (kind: Kind) => readonly string[],
): Shown[] {
  const places = Math.max(0, ...[...text.matchAll(/\$(\d)/g)].map(([, place]) => Number(place)));
  const listed = kindsOf(key, isPlural);
  const kinds = Array.from({ length: places }, (_, place): Kind => listed[place] ?? 'name');
  const counted = kinds.indexOf('count');
  return combinations(kinds.map(valuesAt)).map((values) => {
    const count = isPlural ? [Number((values[counted] ?? '0').replaceAll(/\D/g, ''))] : [];
    return { key, kinds, values, text: t(key, ...count, values) };
  });
}

/** All combinations of a few values, and of many each value beside the first of the others. */
function combinations(all: readonly (readonly string[])[]): string[][] {
  if (all.reduce((product, { length }) => product * length, 1) <= 100)
    return all.reduce<string[][]>(
      (done, some) => done.flatMap((one) => some.map((value) => [...one, value])),
      [[]],
    );
  return all.flatMap((some, place) =>
    some.map((value) => all.map((others, other) => (other === place ? value : (others[0] ?? '')))),
  );
}
