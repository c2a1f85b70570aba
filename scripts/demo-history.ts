import type { Change } from '../lib/store/rows.ts';
import { rulesVersion } from '../lib/timer/replay.ts';

const minute = 60_000;
const hour = 60 * minute;
const days = 35;
const length = 25 * minute;
/** Minutes of focus a day. */
const dailyGoal = 120;

/** Title, estimate, and from how many days ago to how many days ago it was worked on. At 0 it is still open. */
const tasks: [title: string, estimate: number, from: number, to: number][] = [
  ['Write the report', 24, 8, 0],
  ['Answer the reviewers', 16, 6, 0],
  ['Plan next week', 2, 1, 0],
  ['Review the applications', 18, 16, 7],
  ['Prepare the talk', 24, 21, 8],
  ['Draft the budget', 18, 28, 16],
  ['Read about spaced repetition', 20, 35, 21],
  ['Sort the photos', 16, 35, 28],
];

/** Pomodoros of a day, from Sunday to Saturday, in two kinds of weeks. */
const weeks = [
  [0, 6, 8, 5, 7, 4, 1],
  [2, 7, 5, 8, 0, 6, 0],
];

export interface DemoHistoryDeps {
  now: number;
  account: string;
  /** Makes the same UUID of the same name. */
  derive(name: string): string;
}

/** Some weeks of a person who works with Baton, so that statistics and tasks have something to show. */
export function demoHistory({ now, account, derive }: DemoHistoryDeps): Change[] {
  const idOf = (place: number) => derive(`${account} task ${place}`);
  const changes: Change[] = [
    {
      table: 'users',
      row: {
        id: account,
        email: null,
        username: null,
        pomodoro_settings: { daily_goal: dailyGoal, current_task: idOf(0) },
        edited: { daily_goal: now, current_task: now },
      },
    },
    ...tasks.map(([title, estimated_pomodoros, from, to], place): Change => {
      const created_at = now - (from + 1) * 24 * hour;
      const completed_at = to === 0 ? null : now - (to - 1) * 24 * hour;
      const edited = { title: created_at, ...(completed_at !== null && { completed_at }) };
      return {
        table: 'tasks',
        row: {
          id: idOf(place),
          title,
          description: null,
          estimated_pomodoros,
          created_at,
          completed_at,
          is_active: true,
          position: `a${place}`,
          deleted_at: null,
          edited,
        },
      };
    }),
  ];
  for (let ago = days; ago >= 0; ago -= 1) {
    for (const [place, start] of startsOf(now, ago).entries()) {
      // Once in a while somebody is called away.
      const isCutShort = (ago + place) % 9 === 0;
      const active = isCutShort ? 14 * minute : length;
      if (start + active > now) break;
      const worked = tasks.flatMap(([, , from, to], task) => (from >= ago && ago >= to ? [task] : []));
      const round = (place % 4) + 1;
      changes.push({
        table: 'pomodoro_sessions',
        row: {
          id: derive(`${account} focus ${ago} ${place}`),
          task_id: idOf(worked[(ago + Math.floor(place / 2)) % worked.length] ?? 0),
          session_type: 'work',
          start_time: start,
          end_time: start + active,
          completed: !isCutShort,
          current_session_number: round,
          active_time: active,
          outcome: isCutShort ? 'stopped' : 'completed',
          preset_type: 'short',
          rules: rulesVersion,
        },
      });
    }
  }
  return changes;
}

/** When the pomodoros of a day begin: in the morning four, and the others after lunch. */
function startsOf(now: number, ago: number): number[] {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() - ago);
  const count = weeks[Math.floor(ago / 7) % weeks.length]?.[day.getDay()] ?? 0;
  const morning = day.getTime() + 9 * hour + (ago % 3) * 10 * minute;
  return Array.from({ length: count }, (_, place) => morning + place * 30 * minute + (place < 4 ? 0 : hour));
}
