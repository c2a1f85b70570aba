import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PlacedSession } from '../../../statistics/day-sessions.ts';
import type { OffsetAt } from '../../../statistics/local-days.ts';
import { useAnnounce } from '../../kit/announcer.tsx';
import { Field } from '../../kit/field.tsx';
import { ownKey } from '../../kit/keys.ts';
import { instantOfLocalTime, localTimeText } from './local-time.ts';
import { middleOf } from './neighbours.ts';

export interface SplitFieldsProps {
  session: PlacedSession;
  offsetAt: OffsetAt;
  onSplit(at: number): void;
}

/** When a session is split, by the minute; it begins with the middle. Enter splits, and does not save the form. */
export function SplitFields({ session, offsetAt, onSplit }: SplitFieldsProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const announce = useAnnounce();
  const middle = middleOf(session);
  const [first] = useState(() => localTimeText(middle, offsetAt));
  const [text, setText] = useState(first);
  const [complaint, complain] = useState('');
  function split() {
    // A session of a few seconds has no other minute than that of its middle.
    const at = text === first ? middle : instantOfLocalTime(text, middle, offsetAt);
    if (at !== null && at > session.start && at < session.end) return onSplit(at);
    const wrong = i18n.t(at === null ? 'stats.needs_time' : 'stats.split_outside');
    complain(wrong);
    announce(wrong, { isUrgent: true });
    input.current?.focus();
  }
  return (
    <div class="session-form-split">
      <label class="labelled">
        {i18n.t('stats.split_at')}
        <Field
          type="datetime-local"
          input={input}
          value={text}
          aria-invalid={complaint !== ''}
          about={complaint ? id : undefined}
          onInput={({ currentTarget }) => {
            complain('');
            setText(currentTarget.value);
          }}
          onKeyDown={ownKey((event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            split();
          })}
        />
      </label>
      <button type="button" class="quiet" onClick={split}>
        {i18n.t('stats.split_session')}
      </button>
      {complaint !== '' && (
        <p id={id} class="complaint">
          {complaint}
        </p>
      )}
    </div>
  );
}
