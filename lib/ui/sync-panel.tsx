import { i18n } from '#i18n';
import type { SetAside } from '../store/ledger.ts';
import type { Status } from '../status.ts';
import { reasonText } from './acts.ts';
import { IconButton } from './icon-button.tsx';

export interface SyncPanelProps {
  status: Pick<Status, 'link' | 'problem'>;
  waiting: number;
  aside: readonly SetAside[];
  onRetry(): void;
  onSettings(): void;
  onClose(): void;
}

const cross = 'M4 4l8 8M12 4l-8 8';

/** What stands between this browser and the server, in sentences, and what to do about it. */
export function SyncPanel({ status, waiting, aside, onRetry, onSettings, onClose }: SyncPanelProps) {
  const problem = status.link === 'problem' ? status.problem : null;
  // Trying again cannot help before somebody has signed in.
  const needsPerson = problem?.reason === 'session_expired';
  const isWell = status.link === 'synced' && waiting === 0 && aside.length === 0;
  return (
    <section class="panel" aria-labelledby="sync-title">
      <div class="panel-head">
        <h2 id="sync-title" class="panel-title">
          {i18n.t('sync.title')}
        </h2>
        <IconButton name={i18n.t('sync.close')} d={cross} onPress={onClose} />
      </div>
      <div class="panel-body" role="group" aria-labelledby="sync-title" tabIndex={0}>
        {problem && <p>{reasonText(problem.reason)}</p>}
        {problem?.detail && <p class="hint">{problem.detail}</p>}
        {status.link === 'offline' && <p>{i18n.t('reason.unreachable')}</p>}
        {waiting > 0 && <p>{i18n.t('sync.waiting', waiting)}</p>}
        {isWell && <p>{i18n.t('sync.all_well')}</p>}
        {aside.length > 0 && (
          <>
            <p>{i18n.t('sync.aside', aside.length)}</p>
            <ul class="aside">
              {aside.map((refused) => (
                <li key={`${refused.change.table}/${refused.change.row.id}`}>
                  <span dir="auto">{nameOf(refused)}</span>
                  <small>{refused.reason}</small>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div class="buttons">
        <button type="button" class={needsPerson ? 'strong' : 'quiet first'} onClick={onSettings}>
          {i18n.t('sync.settings')}
        </button>
        {!needsPerson && (
          <button type="button" class="strong" onClick={onRetry}>
            {i18n.t('sync.try_again')}
          </button>
        )}
      </div>
    </section>
  );
}

function nameOf({ change }: SetAside): string {
  switch (change.table) {
    case 'tasks':
      return i18n.t('sync.aside_task', [change.row.title]);
    case 'users':
      return i18n.t('sync.aside_settings');
    case 'pomodoro_checkpoints':
      return i18n.t('sync.aside_timer');
    case 'pomodoro_sessions':
      return i18n.t('sync.aside_session');
    case 'devices':
      return i18n.t('sync.aside_device');
  }
}
