import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Note } from '../status.ts';
import type { Acts } from './acts.ts';
import { IconButton } from './icon-button.tsx';
import type { Live } from './live.ts';
import { isStanding, noteText, sessionToSwitchTo, type Telling } from './note-text.ts';

export interface NotesProps {
  live: Live;
  acts: Acts;
}

const cross = 'M4 4l8 8M12 4l-8 8';

/** Tells what other devices' acts did to this screen: the newest of it, and the rest on request. */
export function Notes({ live, acts }: NotesProps) {
  const [isUnfolded, unfold] = useState(false);
  const replayed = live.replayed.value;
  const telling = { devices: live.devices.value, replayed, now: live.now.value };
  const notes = live.status.value.notes.filter((note) => isStanding(note, replayed));
  const [newest, ...others] = notes;
  const shown = newest && !isUnfolded ? [newest] : notes;
  return (
    <>
      <Told note={newest} text={newest ? noteText(newest, telling) : ''} />
      {newest && (
        <div class="notes">
          <ul>
            {shown.map((note) => (
              <NoteRow key={note.id} note={note} telling={telling} acts={acts} />
            ))}
          </ul>
          {others.length > 0 && (
            <button
              type="button"
              class="quiet notes-more"
              aria-expanded={isUnfolded}
              onClick={() => unfold(!isUnfolded)}
            >
              {isUnfolded ? i18n.t('told.fewer') : i18n.t('told.more', others.length)}
            </button>
          )}
        </div>
      )}
    </>
  );
}

function NoteRow({ note, telling, acts }: { note: Note; telling: Telling; acts: Acts }) {
  const session = sessionToSwitchTo(note, telling.replayed);
  return (
    <li class="note">
      <p>
        {noteText(note, telling)}
        {session !== null && (
          <button type="button" class="chip" onClick={() => void acts.act({ type: 'switch-back', session })}>
            {i18n.t('told.switch_back')}
          </button>
        )}
      </p>
      <IconButton
        name={i18n.t('notice.dismiss')}
        d={cross}
        onPress={() => void acts.act({ type: 'dismiss-note', id: note.id })}
      />
    </li>
  );
}

/** Reads each note out once, however its figures change; the region is there before it. */
function Told({ note, text }: { note: Note | undefined; text: string }) {
  const [told, tell] = useState('');
  const known = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (known.current !== note?.id) tell(text);
    known.current = note?.id;
  }, [note, text]);
  return (
    <div class="unseen" role="status">
      {told}
    </div>
  );
}
