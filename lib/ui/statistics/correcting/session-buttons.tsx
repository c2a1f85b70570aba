import { i18n } from '#i18n';
import type { Correction } from '../../../corrections/correction.ts';
import type { PlacedSession } from '../../../statistics/day-sessions.ts';
import { merge, split } from './neighbours.ts';

export interface SessionButtonsProps {
  session: PlacedSession;
  /** The next one of the day, if any. */
  following: PlacedSession | undefined;
  /** When it was and what. */
  label: string;
  newId(): string;
  onPress(corrections: readonly Correction[], text: string): void;
}

/** What one press does with a session: deletes it, splits it or merges it with the next one. */
export function SessionButtons({ session, following, label, newId, onPress }: SessionButtonsProps) {
  return (
    <>
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
      <button
        type="button"
        class="quiet"
        onClick={() => onPress(split(session, newId()), i18n.t('stats.session_split', [label]))}
      >
        {i18n.t('stats.split_session')}
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
