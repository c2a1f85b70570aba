import { receiveSounds } from '../../lib/browser/ringing/receive-sounds.ts';
import { playSound } from '../../lib/sound/play-sound.ts';

/** If the worker dies right after it opened this page, no message comes, and the page closes after this (milliseconds). */
const waitsFor = 3000;

/** Nobody sees this page. It plays each sound that it is sent and closes itself once all is quiet. */
function open(): void {
  let playing = 0;
  const closeIfQuiet = (): void => {
    if (playing === 0) window.close();
  };
  const finish = (): void => {
    playing -= 1;
    closeIfQuiet();
  };
  receiveSounds((sound) => {
    playing += 1;
    playSound(sound, () => new AudioContext()).then(finish, finish);
  });
  setTimeout(closeIfQuiet, waitsFor);
}

open();
