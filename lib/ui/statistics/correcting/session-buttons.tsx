import { i18n } from '#i18n';
import type { Correction } from '../../../corrections/correction.ts';
import type { PlacedSession } from '../../../statistics/day-sessions.ts';
import type { OffsetAt } from '../../../statistics/local-days.ts';
import { merge, split } from './neighbours.ts';
import { SplitFields } from './split-fields.tsx';

export interface SessionButtonsProps {
  session: PlacedSession;
  /** The next one of the day, if any. */
  following: PlacedSession | undefined;
  /** When it was and what. */
  label: string;
  offsetAt: OffsetAt;
  newId(): string;
  onPress(corrections: readonly Correction[], text: string): void;
}

/** What one press does with a session: deletes it, splits it or merges it with the next one. */
export function SessionButtons(props: SessionButtonsProps) {
  const { session, following, label, offsetAt, newId, onPress } = props;
  return (
    <>
      <SplitFields
        session={session}
        offsetAt={offsetAt}
        onSplit={(at) => onPress(split(session, newId(), at), i18n.t('stats.session_split', [label]))}
      />
      <button
        type="button"
        class="quiet first"
        onClick={() =>
          onPress(
            [{ session: session.id, fields: { deleted: true } }],
            i18n.t('stats.session_deleted', [label]),
          )
        }
      >
        {i18n.t('stats.delete_session')}
      </button>
      {following && (
        <button
          type="button"
          class="quiet"
          onClick={() => onPress(merge(session, following), i18n.t('stats.sessions_merged', [label]))}
        >
          {i18n.t('stats.merge_session')}
        </button>
      )}
    </>
  );
}
