import { expect, it } from 'vitest';
import type { Shown } from './all-texts.ts';
import { numberFaults, numberWords } from './number-faults.ts';
import { textFaults } from './text-faults.ts';
import type { Kind } from './values.ts';

function shown(text: string, ...places: [kind: Kind, value: string][]): Shown {
  return {
    key: 'a.key',
    text,
    kinds: places.map(([kind]) => kind),
    values: places.map(([, value]) => value),
  };
}

it.each<[language: string, shown: Shown, fault: string]>([
  ['de', shown('Schon um Mo., 14:05 beendet.', ['weekTime', 'Mo., 14:05']), 'a day behind a word for hours'],
  ['fr', shown('Fini à lun. 14:05.', ['weekTime', 'lun. 14:05']), 'a day behind a word for hours'],
  [
    'en',
    shown('Start at Mar 11, 2026, 2:34 PM', ['moment', 'Mar 11, 2026, 2:34 PM']),
    'a day behind a word for hours',
  ],
  [
    'pt_BR',
    shown('Início às 11 de mar. de 2026, 14:34', ['moment', '11 de mar. de 2026, 14:34']),
    'a day behind a word for hours',
  ],
  ['pt_BR', shown('Mais foco: quarta-feira às 15', ['hour', '15']), 'a bare hour'],
  ['es', shown('El miércoles a las 1 h', ['hour', '1 h']), 'one, as several hours'],
  ['de', shown('Am meisten: 25 Min..', ['duration', '25 Min.']), 'two signs'],
  ['en', shown('It ended at at 14:05', ['time', '14:05']), 'the same word twice'],
  ['en', shown('A  day'), 'two spaces'],
  ['en', shown('$1 left'), 'a place is empty'],
  ['en', shown('Nothing left', ['number', '5']), 'a value is missing'],
  ['ja', shown('合計1 時間', ['duration', '1 時間']), 'a space behind a figure'],
  ['ja', shown('サイト：a, b', ['list', 'a, b']), 'half-width signs'],
  ['zh_CN', shown('现在在 另一台设备 上', ['device', '另一台设备']), 'a space between words'],
  ['zh_CN', shown('它们有 1 项', ['count', '1']), 'a word for several'],
])('I18N-12 in %s a fault is found: %j', (language, one, fault) => {
  expect(textFaults(language, one)).toEqual([fault]);
});

it('I18N-12 what others have written is not judged, and has to be there whole', () => {
  const name = 'Ada’s “big” «plan» „now“ 「今」 $1 & <b>';
  expect(textFaults('zh_CN', shown(`任务“${name}”`, ['name', name]))).toEqual([]);
  expect(textFaults('zh_CN', shown('任务“Ada”', ['name', name]))).toEqual(['a value is missing']);
});

it('I18N-13 a name from the right has to be isolated', () => {
  const name = 'שלום';
  expect(textFaults('en', shown(`Deleted “\u2068${name}\u2069” 3`, ['name', name]))).toEqual([]);
  expect(textFaults('en', shown(`Deleted “${name}” 3`, ['name', name]))).toEqual(['a name is not isolated']);
});

it('I18N-12 a number has the form of its word, also in texts without plural forms', () => {
  const words = numberWords([
    { one: '$1 round', several: '$1 rounds' },
    { one: '$1 done', several: '$1 done' },
  ]);
  const isOne = (count: number) => count === 1;
  const faults = (text: string) => numberFaults(words, isOne, text);
  expect(faults('a break after 1 rounds')).toEqual(['the wrong form: 1 rounds']);
  expect(faults('a break after 2 round')).toEqual(['the wrong form: 2 round']);
  expect(faults('1 round, 21 rounds, 1 done, 2 done, 0.1 rounds')).toEqual([]);
});
