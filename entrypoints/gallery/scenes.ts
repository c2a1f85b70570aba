import {
  aTask,
  afternoon,
  idleView,
  replacedNotice,
  runningView,
  someTasks,
} from '../../lib/ui/testing/fixtures.ts';
import { accountScenes } from './account-scenes.ts';
import {
  crowd,
  running,
  elsewhere,
  finished,
  breakRuns,
  told,
  longTitle,
  ownPreset,
  refusedRows,
} from './fixtures.ts';
import { tagScenes } from './tag-scenes.ts';
import { focusScenes } from './focus-scenes.ts';
import { sessionScenes } from './session-scenes.ts';
import { statisticsScenes } from './statistics-scenes.ts';
import type { Scene } from './scene.ts';

const minute = 60_000;

export const scenes: Record<string, Scene> = {
  idle: { page: 'popup', fixture: { ...crowd, view: { ...idleView, task_id: 'task-0' } } },
  empty: { page: 'popup', fixture: { status: { account: null, link: 'signed-out' } } },
  running: { page: 'popup', fixture: running },
  'note-field': {
    page: 'popup',
    fixture: finished,
    press: ['.note-line button', '.note-line .field'],
    type: { '.note-line .field': 'Second draft, figures are missing' },
  },
  'ended-while-away': {
    page: 'popup',
    fixture: {
      ...breakRuns,
      status: {
        away: {
          phase: 'work',
          ended_at: afternoon - 2 * minute,
          followed: { session: 'session', phase: 'short_break' },
        },
      },
    },
  },
  told: { page: 'popup', fixture: { ...told, status: { notes: [replacedNotice] } } },
  'told-folded': { page: 'popup', fixture: told },
  'told-three': { page: 'popup', press: '.notes-more', fixture: told },
  'another-device-leads': { page: 'popup', fixture: elsewhere },
  offline: { page: 'popup', fixture: { ...running, status: { link: 'offline' }, waiting: 3 } },
  'live-late': { page: 'popup', press: '.light', fixture: { ...running, contact: { is_late: true } } },
  'synced-before': { page: 'popup', fixture: { ...running, contact: { heard_at: afternoon - 80 * minute } } },
  'signed-out': {
    page: 'popup',
    fixture: {
      ...crowd,
      view: { ...idleView, task_id: 'task-0' },
      status: { account: null, link: 'signed-out' },
    },
  },
  'sync-problem': {
    page: 'popup',
    press: '.light',
    fixture: {
      ...running,
      waiting: 2,
      status: {
        link: 'problem',
        problem: { reason: 'no_schema', detail: 'function public.sync does not exist' },
      },
      setAside: [
        {
          change: { table: 'tasks', row: aTask({ id: 'refused', title: 'Read chapter 4' }) },
          code: '23514',
          reason: 'The title is longer than 500 characters.',
          at: afternoon,
        },
      ],
    },
  },
  'storage-full': {
    page: 'popup',
    fixture: { ...running, status: { link: 'problem', problem: { reason: 'storage_full', detail: '' } } },
  },
  'storage-full-refusal': {
    page: 'popup',
    fixture: running,
    press: '.primary',
    refuse: { reason: 'storage_full' },
  },
  'store-broken': {
    page: 'popup',
    fixture: { brokenBy: { ok: false, reason: 'unexpected' }, status: { link: 'offline' } },
  },
  'no-store': {
    page: 'popup',
    fixture: { brokenBy: { ok: false, reason: 'no_store' }, status: { account: null, link: 'signed-out' } },
  },
  unread: { page: 'popup', fixture: { isKnown: false } },
  'options-no-store': {
    page: 'options',
    fixture: { brokenBy: { ok: false, reason: 'no_store' }, status: { account: null, link: 'signed-out' } },
  },
  'statistics-no-store': { page: 'statistics', fixture: { brokenBy: { ok: false, reason: 'no_store' } } },
  'blocked-no-store': { page: 'blocked', fixture: { brokenBy: { ok: false, reason: 'no_store' } } },
  break: { page: 'popup', fixture: breakRuns },
  'long-break': {
    page: 'popup',
    fixture: {
      ...crowd,
      status: { link: 'syncing' },
      view: {
        ...runningView,
        phase: 'long_break',
        round: 4,
        remaining: 11 * minute,
        total: 15 * minute,
        ends_at: afternoon + 11 * minute,
      },
    },
  },
  'away-elsewhere': {
    page: 'popup',
    fixture: {
      ...elsewhere,
      status: {
        away: {
          phase: 'short_break',
          ended_at: afternoon - 26 * 60 * minute,
          followed: { session: 'session', phase: 'work' },
        },
      },
    },
  },
  'preset-form-own': {
    page: 'popup',
    fixture: { ...elsewhere, settings: { current_task: 'task-0', ...ownPreset } },
    press: '.presets .icon-button',
  },
  'three-presets': { page: 'popup', fixture: { ...crowd, settings: ownPreset } },
  'preset-form': { page: 'popup', fixture: crowd, press: '.presets .icon-button' },
  refused: {
    page: 'popup',
    fixture: running,
    press: '.primary',
    refuse: { reason: 'already_ended', detail: 'Firefox · Linux, 10:20' },
  },
  deleted: { page: 'popup', fixture: running, press: '.task-tools button:last-child' },
  editing: { page: 'popup', fixture: running, press: '.task-tools button:first-child' },
  'all-done': {
    page: 'popup',
    fixture: { ...crowd, tasks: crowd.tasks?.filter(({ completed_at }) => completed_at !== null) ?? [] },
  },
  'long-words': {
    page: 'popup',
    fixture: {
      ...elsewhere,
      tasks: someTasks([longTitle, 12], ['W'.repeat(500), 1], ['تقرير عن 3 مشاريع', 3], ['🍅'.repeat(60), 2]),
      devices: [
        {
          id: 'there',
          name: 'The old ThinkPad in the workshop · Windows Subsystem',
          platform: 'win',
          last_seen: afternoon,
          removed_at: null,
        },
      ],
      settings: {
        current_task: 'task-0',
        ...ownPreset,
      },
      view: {
        ...runningView,
        task_id: 'task-0',
        lead: 'there',
        remaining: 179 * minute,
        total: 180 * minute,
        ends_at: afternoon + 179 * minute,
        round: 9,
        rounds: 12,
      },
    },
  },
  crowded: {
    page: 'popup',
    fixture: {
      ...running,
      tasks: [
        ...(crowd.tasks ?? []),
        ...someTasks(
          ['Call the landlord', 1],
          ['Sketch the poster', 3],
          ['Go through the contract', 2],
          ['Sort the photos', 4],
          ['Practise the talk', 2],
        ).map((task) => ({ ...task, id: `${task.id}-more`, position: `b${task.position}` })),
      ],
    },
  },
  'five-hundred-tasks': {
    page: 'popup',
    fixture: {
      ...running,
      tasks: someTasks(
        ...Array.from({ length: 500 }, (_, place): [string, number] => [`Task number ${place + 1}`, 2]),
      ),
    },
  },
  options: {
    page: 'options',
    fixture: { ...crowd, settings: { daily_goal: 120, auto_start_breaks: true } },
  },
  'options-signed-in': {
    page: 'options',
    fixture: { ...crowd, waiting: 2, settings: { daily_goal: 120, auto_start_breaks: true } },
    press: '.signed-in ~ .chip',
  },
  'options-signed-out': {
    page: 'options',
    fixture: { status: { account: null, link: 'signed-out' } },
    press: '.preset-line .icon-button',
  },
  'options-no-server': {
    page: 'options',
    fixture: { status: { account: null, link: 'signed-out', server: null } },
  },
  'options-remove-device': { page: 'options', fixture: crowd, press: '#devices .chip + .chip' },
  'options-sign-out-others': { page: 'options', fixture: crowd, press: '#devices .cards ~ .chip' },
  'options-rename-device': { page: 'options', fixture: crowd, press: '#devices .chip' },
  'options-refused': { page: 'options', fixture: { setAside: refusedRows } },
  'refused-changes': { page: 'popup', press: '.light', fixture: { ...running, setAside: refusedRows } },
  'sign-in-ended': {
    page: 'popup',
    fixture: { ...running, status: { link: 'problem', problem: { reason: 'session_expired', detail: '' } } },
  },
  ...accountScenes,
  ...focusScenes,
  ...sessionScenes,
  ...tagScenes,
  ...statisticsScenes,
  welcome: { page: 'welcome', fixture: {} },
  'welcome-firefox': { page: 'welcome', fixture: {} },
  'welcome-phone': { page: 'welcome', fixture: {} },
};
