import { i18n } from '#i18n';
import { uiLocale } from '../../kit/locale.ts';
import type { Status } from '../../../messages/status.ts';

export interface RoomProps {
  filled: NonNullable<Status['filled']>;
}

const tables = ['tasks', 'pomodoro_sessions', 'pomodoro_checkpoints', 'devices'] as const;

const share = (percent = 0) => (percent / 100).toLocaleString(uiLocale(), { style: 'percent' });

/** Says what the server has nearly no more room for. */
export function Room({ filled }: RoomProps) {
  const used = tables.filter((table) => (filled[table] ?? 0) > 0);
  if (used.length === 0) return null;
  return (
    <div class="warning">
      <p>{i18n.t('account.room.text')}</p>
      <ul>
        {used.map((table) => (
          <li key={table}>{i18n.t(`account.room.${table}`, [share(filled[table])])}</li>
        ))}
      </ul>
    </div>
  );
}
