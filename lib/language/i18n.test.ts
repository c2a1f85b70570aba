import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installCatalogue } from '../ui/testing/catalogue.ts';
import { i18n, isolate, setCatalogueSource } from './i18n.ts';

const french = {
  language_tag: 'fr',
  stats_title: 'Statistiques',
  timer_round: 'Cycle $1 sur $2',
  task_planned: '$1 pomodoro | $1 pomodoros',
  task_left: 'Aucun pomodoro | Encore $1 pomodoro | Encore $1 pomodoros',
  stats_year_sum: 'Rien | $1 sur $2 jour | $1 sur $2 jours',
  task_deleted: '« $1 » supprimée',
};

beforeAll(installCatalogue);
beforeEach(() => setCatalogueSource({ value: null }));

describe('LANG-2 texts', () => {
  it('LANG-2 are those of the browser while no language is chosen', () => {
    expect(i18n.t('stats.title')).toBe('Statistics');
    expect(i18n.t('timer.round', [2, 4])).toBe('Round 2 of 4');
    expect(i18n.t('task.planned', 1)).toBe('1 pomodoro');
    expect(i18n.t('task.planned', 0)).toBe('0 pomodoros');
    expect(i18n.t('task.left', 0)).toBe('No pomodoros left');
  });

  it('LANG-2 are those of the chosen language, with their values', () => {
    setCatalogueSource({ value: french });
    expect(i18n.t('stats.title')).toBe('Statistiques');
    expect(i18n.t('timer.round', [2, 4])).toBe('Cycle 2 sur 4');
  });

  it('LANG-2 count as their language does', () => {
    setCatalogueSource({ value: french });
    expect([0, 1, 2].map((count) => i18n.t('task.planned', count))).toEqual([
      '0 pomodoro',
      '1 pomodoro',
      '2 pomodoros',
    ]);
    expect(i18n.t('task.left', 0)).toBe('Aucun pomodoro');
    expect(i18n.t('stats.year_sum', 1, ['2 h', 1])).toBe('2 h sur 1 jour');
    setCatalogueSource({ value: { ...french, language_tag: 'ja' } });
    expect(i18n.t('task.planned', 1)).toBe('1 pomodoros');
  });

  it('LANG-2 hold their values as they are, whatever stands in them', () => {
    setCatalogueSource({ value: french });
    expect(i18n.t('task.deleted', ['$1 $& <b>$$'])).toBe('« $1 $& <b>$$ » supprimée');
  });

  it('I18N-13 keep their order beside a name that is written from the right', () => {
    setCatalogueSource({ value: french });
    expect(i18n.t('task.deleted', ['שלום 5'])).toBe('« \u2068שלום 5\u2069 » supprimée');
    expect(i18n.t('task.deleted', ['plan 5'])).toBe('« plan 5 » supprimée');
  });

  it('I18N-13 are not turned by what a name has in it, however it tries to get out', () => {
    expect(isolate('\u202eevil')).toBe('\u2068\u202eevil\u2069');
    expect(isolate('out\u2069\u202eevil')).toBe('\u2068out\u202eevil\u2069');
    expect(isolate('open\u2067evil')).toBe('\u2068openevil\u2069');
    expect(isolate('a \u2068שלום\u2069 b')).toBe('\u2068a \u2068שלום\u2069 b\u2069');
  });

  it('LANG-2 are those of the browser where the chosen language has none', () => {
    setCatalogueSource({ value: french });
    expect(i18n.t('stats.streak')).toBe('Streak');
  });
});
