import { hearChimes } from '../../lib/browser/hear-chimes.ts';
import { play } from '../../lib/sound/play.ts';

/** Nobody sees this page: it plays what it is told to and closes itself once all is quiet. */
function open(): void {
  let playing = 0;
  hearChimes((chime) => {
    playing += 1;
    const finish = (): void => {
      playing -= 1;
      if (playing === 0) window.close();
    };
    play(chime, () => new AudioContext()).then(finish, finish);
  });
}

open();
