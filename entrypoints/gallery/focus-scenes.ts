import {
  afternoon,
  idleView,
  runningView,
  someTasks,
  type PageFixture,
} from '../../lib/ui/testing/fixtures.ts';
import type { Scene } from './scene.ts';

const minute = 60_000;

const sites = ['news.example', 'social.example', 'video.example', 'xn--mnchen-3ya.example'];
const settings = { focus_mode: true, sites };
const running: PageFixture = {
  tasks: someTasks(['Write the report', 4]),
  view: { ...runningView, task_id: 'task-0' },
  settings,
};

/** Focus mode: its section of the options, and the page in place of a site. */
export const focusScenes: Record<string, Scene> = {
  'popup-focus': { page: 'popup', fixture: running, press: '.focus-state button' },
  'popup-focus-empty': {
    page: 'popup',
    fixture: { ...running, settings: { focus_mode: true } },
    press: '.focus-state button',
  },
  'options-focus-empty': {
    page: 'options',
    fixture: { settings: { focus_mode: true } },
    press: 'a[href="#focus"]',
  },
  'options-focus': { page: 'options', fixture: { settings }, press: 'a[href="#focus"]' },
  blocked: { page: 'blocked', fixture: running },
  'blocked-over': {
    page: 'blocked',
    fixture: {
      settings,
      view: {
        ...idleView,
        state: 'finished',
        phase: 'short_break',
        ended_phase: 'work',
        ends_at: afternoon - 2 * minute,
      },
    },
  },
  'blocked-nothing': { page: 'blocked', fixture: {} },
  'blocked-long-words': {
    page: 'blocked',
    fixture: {
      ...running,
      tasks: someTasks(['Reconcile the quarterly figures with those of the subsidiaries. '.repeat(5), 12]),
      settings: { ...settings, sites: [`${'very-long-name.'.repeat(8)}news.example`] },
      view: { ...runningView, task_id: 'task-0', remaining: 179 * minute, total: 180 * minute },
    },
  },
};
