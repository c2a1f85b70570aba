import { crowdedWeek, emptyWeek, statistics } from './fixtures.ts';
import type { Scene } from './scene.ts';

/** The statistics, and the sessions of a day. */
export const statisticsScenes = {
  'statistics-empty': { page: 'statistics', fixture: {} },
  statistics: { page: 'statistics', fixture: statistics, press: '.period .segment:nth-of-type(2)' },
  'statistics-day': { page: 'statistics', fixture: statistics, press: '.tile-link' },
  'statistics-report': { page: 'statistics', fixture: statistics, press: ['.report-link', '.step'] },
  'statistics-report-so-far': { page: 'statistics', fixture: statistics, press: '.report-link' },
  'statistics-report-empty': { page: 'statistics', fixture: emptyWeek, press: '.report-link' },
  'statistics-report-crowded': {
    page: 'statistics',
    fixture: crowdedWeek,
    press: ['.report-link', '.step', '.more-tasks'],
  },
  'statistics-no-corrections': {
    page: 'statistics',
    fixture: { ...statistics, local: {} },
    press: '.tile-link',
  },
  'statistics-form': {
    page: 'statistics',
    fixture: statistics,
    press: ['.tile-link', '.session .icon-button'],
  },
  'statistics-form-fault': {
    page: 'statistics',
    fixture: statistics,
    type: { '.session-form [name="active_time"]': '400' },
    press: ['.tile-link', '.session .icon-button', '.session-form .strong'],
  },
} satisfies Record<string, Scene>;
