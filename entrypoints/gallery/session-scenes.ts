import { openSlot } from '../../lib/ui/testing/fixtures.ts';
import { finished, paused, running } from './fixtures.ts';
import type { Scene } from './scene.ts';

/** What can be said of the session that runs. */
export const sessionScenes: Record<string, Scene> = {
  paused: { page: 'popup', fixture: paused },
  finished: { page: 'popup', fixture: finished },
  'goal-reached': { page: 'popup', fixture: { ...finished, settings: { daily_goal: 50 } } },
  'another-task-next': { page: 'popup', fixture: { ...running, settings: { current_task: 'task-1' } } },
  'another-task-now': { page: 'popup', fixture: running, press: 'li:nth-child(2) .task-title' },
  moments: { page: 'popup', fixture: { ...running, slot: openSlot }, press: 'button.face-note' },
};
