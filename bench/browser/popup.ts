import { aHistory } from '../../lib/statistics/testing/history.ts';
import type { Task } from '../../lib/store/rows.ts';
import { openFilled } from '../filled-profile.ts';
import { inPairs, type Times } from '../table/ratios.ts';
import type { How, Row } from '../table/row.ts';
import { oneLine, visit, withOneLine } from './visit.ts';

const tasks = Array.from({ length: 500 }, (_, place): Task => ({
  id: `task-${place}`,
  title: `Task number ${place + 1}`,
  description: null,
  estimated_pomodoros: (place % 5) + 1,
  created_at: 0,
  completed_at: null,
  is_active: true,
  position: `a${String(place).padStart(4, '0')}`,
  deleted_at: null,
  edited: {},
}));

/** The popup of somebody with much in it, opened while the worker sleeps, against a page that only says a time. */
export async function measurePopup({ extension, rounds }: How): Promise<Row[]> {
  const { extension: copy, remove } = await withOneLine(extension);
  const sessions = aHistory({ sessions: 20_000, until: Date.now(), tasks: tasks.map(({ id }) => id) });
  const { browser, close } = await openFilled(copy, { tasks, pomodoro_sessions: sessions });
  const [first, usable]: [Times[], Times[]] = [[], []];
  try {
    const quiet = await browser.open('manifest.json');
    const sleep = () => browser.killWorker(quiet);
    // The first visits are not counted: nothing is cached yet.
    for (let round = -2; round < rounds(25); round += 1) {
      const { first: base } = await visit(browser, oneLine, sleep);
      const times = await visit(browser, 'popup.html', sleep);
      if (round < 0) continue;
      first.push({ base, figure: times.first });
      usable.push({ base, figure: times.usable });
    }
  } finally {
    await close();
    await remove();
  }
  const yardstick = 'a page of one line';
  const aim = (value: number) => ({ is: 'at most', value }) as const;
  return [
    inPairs({ figure: 'popup to its first paint', yardstick, aim: aim(1.4) }, first),
    inPairs({ figure: 'popup until all of it is usable', yardstick, aim: aim(1.7) }, usable),
  ];
}
