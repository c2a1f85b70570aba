import { afterEach, beforeAll, expect, it } from 'vitest';
import { setCatalogueSource } from '../../language/i18n.ts';
import { installCatalogue } from '../testing/catalogue.ts';
import { listText } from './list-text.ts';

beforeAll(installCatalogue);
afterEach(() => setCatalogueSource({ value: null }));

it('I18N-11 a list has the separators of its language, and its entries as they are', () => {
  expect(listText([])).toBe('');
  expect(listText(['a'])).toBe('a');
  expect(listText(['$1', 'b', '$&'])).toBe('$1, b, $&');
  setCatalogueSource({ value: { language_list: '$1、$2' } });
  expect(listText(['3 个任务', '5 个时段', '正在进行的计时'])).toBe('3 个任务、5 个时段、正在进行的计时');
});
