import '../kit/form.css';
import './panel.css';
import './conflict-notices.css';
import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ConflictNotice } from '../../engine/notices/conflict-notice.ts';
import type { Acts } from '../page/actions.ts';
import { IconButton } from '../kit/icon-button.tsx';
import { cross } from '../kit/icon-paths.ts';
import type { Live } from '../page/signals.ts';
import { isStanding, noteText, sessionToSwitchTo, type Telling } from './conflict-notice-text.ts';
import type { Panel } from './popup.tsx';

export interface NotesProps {
  live: Live;
  acts: Acts;
  panel: Signal<Panel>;
}

/** Tells what other devices' acts did to this screen: the newest of it, and all in the place of the tasks. */
export function Notes({ live, acts, panel }: NotesProps) {
  const replayed = live.replayed.value;
  const telling = { devices: live.devices.value, replayed, now: live.now.value };
  const notes = live.status.value.notes.filter((note) => isStanding(note, replayed));
  const [newest] = notes;
  const isDone = panel.value === 'notes' && newest === undefined;
  const close = () => {
    panel.value = 'tasks';
  };
  useEffect(() => {
    if (isDone) panel.value = 'tasks';
  }, [isDone, panel]);
  return (
    <>
      <Told note={newest} text={newest ? noteText(newest, telling) : ''} />
      {newest && panel.value === 'tasks' && (
        <div class="notes">
          <NoteRow note={newest} telling={telling} acts={acts}>
            {notes.length > 1 && (
              <button
                type="button"
                class="quiet notes-more"
                onClick={() => {
                  panel.value = 'notes';
                }}
              >
                {i18n.t('told.more', notes.length - 1)}
              </button>
            )}
          </NoteRow>
        </div>
      )}
      {newest && panel.value === 'notes' && (
        <section class="panel" aria-labelledby="notes-title">
          <div class="panel-head">
            <h2 id="notes-title" class="panel-title">
              {i18n.t('told.title')}
            </h2>
            <IconButton name={i18n.t('sync.close')} d={cross} onPress={close} />
          </div>
          <div class="panel-body" role="group" aria-labelledby="notes-title" tabIndex={0}>
            {notes.map((note) => (
              <NoteRow key={note.id} note={note} telling={telling} acts={acts} />
            ))}
          </div>
        </section>
      )}
    </>
  );
}

interface NoteRowProps {
  note: ConflictNotice;
  telling: Telling;
  acts: Acts;
  /** Stands after the sentence. */
  children?: ComponentChildren;
}

function NoteRow({ note, telling, acts, children }: NoteRowProps) {
  const session = sessionToSwitchTo(note, telling.replayed);
  return (
    <div class="note">
      <p>
        {noteText(note, telling)}{' '}
        {session !== null && (
          <button type="button" class="chip" onClick={() => void acts.act({ type: 'switch-back', session })}>
            {i18n.t('told.switch_back')}
          </button>
        )}
        {children}
      </p>
      <IconButton
        name={i18n.t('notice.dismiss')}
        d={cross}
        onPress={() => void acts.act({ type: 'dismiss-note', id: note.id })}
      />
    </div>
  );
}

/** Reads each note out once, however its figures change; the region is there before it. */
function Told({ note, text }: { note: ConflictNotice | undefined; text: string }) {
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
