import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMessagesText } from '@wxt-dev/i18n/build';
import { languages } from '../lib/language/languages.ts';
import { command } from './db/command.ts';
import { run } from './run-command.ts';
import { whatIsNew, type Texts } from './translations/what-is-new.ts';

const root = join(import.meta.dirname, '..');
const english = 'locales/en.yml';

/**
 * `npm run translations -- de` shows what has changed in English since German was last touched; with `v0.1.0` or any
 * other commit behind it, since then.
 */
await command(async ([language = '', since]) => {
  if (!(language in languages) || language === 'en')
    throw new Error(`Name a language: ${Object.keys(languages).slice(1).join(', ')}.`);
  const file = `locales/${language}.yml`;
  const commit = since ?? (await git(['log', '-1', '--format=%H', '--', file]));
  const before = textsOf(await git(['show', `${commit}:${english}`]));
  const found = whatIsNew(before, textsOf(await read(english)), textsOf(await read(file)));
  if (found.length === 0) return `Nothing is new for ${language} since ${commit}.`;
  const shown = found.map(({ key, english, before, translation }) =>
    [
      key,
      ...(before === undefined ? [] : [`  was:  ${before}`]),
      `  en:   ${english}`,
      `  ${language}: ${' '.repeat(Math.max(0, 4 - language.length))}${translation ?? '(nothing yet)'}`,
    ].join('\n'),
  );
  return `${shown.join('\n\n')}\n\n${found.length} texts since ${commit}.`;
});

async function read(file: string): Promise<string> {
  return readFile(join(root, file), 'utf8');
}

async function git(words: string[]): Promise<string> {
  const { ok, output } = await run(['git', ...words], root);
  if (!ok) throw new Error(output);
  return output.trim();
}

function textsOf(text: string): Texts {
  return new Map(
    parseMessagesText(text, 'YAML').map((entry) => [
      entry.key.join('.'),
      entry.type === 'plural' ? Object.values(entry.plurals).join(' | ') : entry.message,
    ]),
  );
}
