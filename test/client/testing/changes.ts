import { randomUUID } from 'node:crypto';
import { checkpointRow, taskRow } from '../../../lib/store/testing/rows.ts';
import type { Change } from '../../../lib/store/rows.ts';
import type { Browser } from './open-browser.ts';

export const newTask = (title: string, at = Date.now()): Change => ({
  table: 'tasks',
  row: taskRow({ id: randomUUID(), title, created_at: at, edited: { title: at } }),
});

export const newAct = (at = Date.now()): Change => ({
  table: 'pomodoro_checkpoints',
  row: checkpointRow({
    id: randomUUID(),
    session_id: randomUUID(),
    device_id: randomUUID(),
    timestamp: at,
    last_active: at - 1000,
  }),
});

/** The titles of all tasks in a browser's ledger. */
export const titles = async ({ ledger }: Browser) =>
  (await ledger.all('tasks')).map(({ title }) => title).sort();
