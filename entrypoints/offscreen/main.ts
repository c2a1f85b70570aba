import { hearChimes } from '../../lib/browser/ringing/play-sounds.ts';
import { playSound } from '../../lib/sound/play-sound.ts';

/** A worker that died right after it opened this page says nothing any more (milliseconds). */
const waitsFor = 3000;

/** Nobody sees this page: it plays what it is told to and closes itself once all is quiet. */
function open(): void {
  let playing = 0;
  const closeIfQuiet = (): void => {
    if (playing === 0) window.close();
  };
  const finish = (): void => {
    playing -= 1;
    closeIfQuiet();
  };
  hearChimes((chime) => {
    playing += 1;
    playSound(chime, () => new AudioContext()).then(finish, finish);
  });
  setTimeout(closeIfQuiet, waitsFor);
}

open();
