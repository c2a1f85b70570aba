import './line.css';
import { useComputed } from '@preact/signals';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { mayCorrect } from '../../../corrections/may-correct.ts';
import { readNote } from '../../../corrections/note.ts';
import { onEscape, ownKey } from '../../kit/keys.ts';
import type { PageActions } from '../../page/actions.ts';
import { reasonText } from '../../page/reason-text.ts';
import type { PageSignals } from '../../page/signals.ts';
import { lastFocus } from './last-focus.ts';

export interface NoteLineProps {
  signals: PageSignals;
  actions: PageActions;
}

/**
 * Once a focus session has ended: one quiet button, which opens one field. A session that runs has none, because its
 * row is not written before its end, and versions without notes would not end a row with a note.
 */
export function NoteLine({ signals, actions }: NoteLineProps) {
  const session = useComputed(() =>
    lastFocus(signals.replayed.value.sessions, signals.view.value, signals.now.value),
  ).value;
  return session === null ? null : (
    <Note key={session} session={session} signals={signals} actions={actions} />
  );
}

/** The note of one session. Undefined while that is not read, and of a session that was deleted. */
function Note({ session, signals, actions }: NoteLineProps & { session: string }) {
  const [note, setNote] = useState<string | null>();
  const [isOpen, open] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const read = useCallback(async () => {
    const row = await signals.session(session);
    setNote(typeof row?.deleted_at === 'number' ? undefined : (row?.note ?? null));
  }, [signals, session]);
  useEffect(() => void read(), [read]);
  useLayoutEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  async function press() {
    // Another device may have written one meanwhile.
    await read();
    const { owner } = signals.status.peek();
    if (await mayCorrect(owner, signals).catch(() => true)) return open(true);
    actions.showNotice({ text: reasonText('server_keeps_no_corrections'), isUrgent: true });
  }
  const write = (text: string | null) =>
    actions.send({ type: 'correct-sessions', corrections: [{ session, fields: { note: text } }] });
  async function save(text: string | null) {
    const before = note ?? null;
    if (text !== before) {
      if (!(await write(text))) return false;
      setNote(text);
      actions.showNotice({
        text: i18n.t(text === null ? 'note.removed' : 'note.saved'),
        isUrgent: false,
        undo: () => void write(before).then((isBack) => isBack && setNote(before)),
      });
    }
    open(false);
    return true;
  }
  if (note === undefined) return null;
  return (
    <div class="note-line">
      {isOpen ? (
        <NoteForm note={note ?? ''} onSave={save} onCancel={() => open(false)} />
      ) : (
        <button
          ref={button}
          type="button"
          class="quiet"
          dir="auto"
          title={i18n.t('note.label')}
          onClick={() => void press()}
        >
          {note ?? i18n.t('note.add')}
        </button>
      )}
    </div>
  );
}

interface NoteFormProps {
  note: string;
  /** Resolves to whether it was saved. Otherwise the text stays. */
  onSave(note: string | null): Promise<boolean>;
  onCancel(): void;
}

function NoteForm({ note, onSave, onCancel }: NoteFormProps) {
  const [text, setText] = useState(note);
  const field = useRef<HTMLInputElement>(null);
  // The field loses the focus when it is taken away. That must not save a second time.
  const isOver = useRef(false);
  useLayoutEffect(() => field.current?.focus(), []);
  const save = () => {
    if (isOver.current) return;
    isOver.current = true;
    void onSave(readNote(text)).then((isSaved) => (isOver.current = isSaved));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={ownKey(
        onEscape(() => {
          isOver.current = true;
          onCancel();
        }),
      )}
      onFocusOut={() => document.hasFocus() && save()}
    >
      <input
        ref={field}
        class="field"
        value={text}
        aria-label={i18n.t('note.label')}
        placeholder={i18n.t('note.hint')}
        autocomplete="off"
        enterkeyhint="done"
        dir="auto"
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </form>
  );
}
