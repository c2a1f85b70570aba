import type { Command } from '../../lib/messages/command.ts';
import type { Session } from '../../lib/store/rows.ts';

export interface Stage {
  send(command: Command): Promise<void>;
  /** Changes what the background tells the pages. */
  status(change: object): Promise<void>;
  /** Milliseconds since the epoch. */
  now: number;
}

export type Situation = (stage: Stage) => Promise<void>;

const minute = 60_000;

/** What the table presupposes, by the words that it uses for it. */
export const situations: Record<string, Situation> = {
  async nothing({ send, status }) {
    await send({ type: 'erase' });
    await status({ away: null, problem: null });
  },
  async 'three tasks'({ send }) {
    await send({ type: 'erase' });
    for (const [title, estimate] of [
      ['Alpha', 3],
      ['Bravo', 1],
      ['Charlie', 2],
    ] as const)
      await send({ type: 'add-task', title, estimate });
  },
  async 'focus runs'({ send }) {
    await send({ type: 'start', phase: 'work' });
  },
  async 'focus ended while away'({ status, now }) {
    await status({ away: { phase: 'work', ended_at: now - 10 * minute, followed: null } });
  },
  async 'the disk is full'({ status }) {
    await status({ link: 'problem', problem: { reason: 'storage_full', detail: '' } });
  },
  async 'a server'({ status }) {
    await status({ server: { url: 'http://127.0.0.1:9', key: 'sb_publishable_abc', own: true } });
  },
  async 'a history'({ send, now }) {
    await send({ type: 'erase' });
    const changes = Array.from({ length: 40 }, (_, place) => ({
      table: 'pomodoro_sessions' as const,
      row: sessionOf(place, now - (60 + place * 600) * minute),
    }));
    await send({ type: 'import', changes });
  },
};

function sessionOf(place: number, end: number): Session {
  return {
    id: `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`,
    task_id: null,
    session_type: 'work',
    start_time: end - 25 * minute,
    end_time: end,
    completed: true,
    current_session_number: 1,
    active_time: 25 * minute,
    outcome: 'completed',
    preset_type: 'short',
    rules: 1,
  };
}
