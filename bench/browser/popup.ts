import { openFilled } from './filled-profile.ts';
import { muchOf } from './much.ts';
import { inPairs, type Times } from '../table/ratios.ts';
import { atMost, type How, type Row } from '../table/row.ts';
import { oneLine, visit, withOneLine } from './visit.ts';

/** The popup of somebody with much in it, opened while the worker sleeps, against a page that only says a time. */
export async function measurePopup({ extension, rounds }: How): Promise<Row[]> {
  const { extension: copy, remove } = await withOneLine(extension);
  const full = await openFilled(copy, muchOf({ tasks: 500, sessions: 20_000 }));
  const empty = await openFilled(copy, {});
  const pairs = {
    first: [] as Times[],
    usable: [] as Times[],
    firstFull: [] as Times[],
    usableFull: [] as Times[],
  };
  try {
    const sleepers = [
      { ...full, quiet: await full.browser.open('manifest.json') },
      { ...empty, quiet: await empty.browser.open('manifest.json') },
    ] as const;
    const [much, nothing] = sleepers.map(
      ({ browser, quiet }) =>
        async (path: string) =>
          visit(browser, path, () => browser.killWorker(quiet)),
    ) as [Visitor, Visitor];
    for (const { quiet } of sleepers) await quiet.evaluate(startTimer);
    // The first visits are not counted: nothing is cached yet.
    for (let round = -2; round < rounds(24); round += 1) {
      const line = await much(oneLine);
      const popup = await much('popup.html');
      const bare = await nothing('popup.html');
      if (round < 0) continue;
      pairs.first.push({ base: line.first, figure: popup.first });
      pairs.usable.push({ base: line.first, figure: popup.usable });
      pairs.firstFull.push({ base: bare.first, figure: popup.first });
      pairs.usableFull.push({ base: bare.usable, figure: popup.usable });
    }
  } finally {
    await Promise.all([full.close(), empty.close()]);
    await remove();
  }
  const [line, bare] = ['a page of one line', 'the popup of a new profile'];
  return [
    inPairs({ figure: 'popup to its first paint', yardstick: line, aim: atMost(1.4) }, pairs.first),
    inPairs({ figure: 'popup until all of it is usable', yardstick: line, aim: atMost(1.7) }, pairs.usable),
    inPairs({ figure: 'popup with much in it, first paint', yardstick: bare }, pairs.firstFull),
    inPairs({ figure: 'popup with much in it, usable', yardstick: bare }, pairs.usableFull),
  ];
}

type Visitor = (path: string) => ReturnType<typeof visit>;

const startTimer = `chrome.runtime.sendMessage({ command: { type: 'start' } }).then((answer) => {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
})`;
