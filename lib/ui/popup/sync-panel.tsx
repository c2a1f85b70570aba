import '../kit/form.css';
import './panel.css';
import { i18n } from '#i18n';
import type { SetAsideRow } from '../../store/ledger.ts';
import type { Status } from '../../messages/status.ts';
import type { PageActions } from '../page/actions.ts';
import { reasonText } from '../page/reason-text.ts';
import { IconButton } from '../kit/icon-button.tsx';
import { cross } from '../kit/icon-paths.ts';
import { SetAsideList } from '../set-aside/list.tsx';

export interface SyncPanelProps {
  status: Pick<Status, 'link' | 'problem'>;
  /** Hints were found missing. */
  isLate: boolean;
  waiting: number;
  setAside: readonly SetAsideRow[];
  /** Corrected time, milliseconds. */
  now: number;
  actions: PageActions;
  onSettings(): void;
  onClose(): void;
}

/** Says why this browser is not in step with the server, and offers what can be done about it. */
export function SyncPanel({
  status,
  isLate,
  waiting,
  setAside,
  now,
  actions,
  onSettings,
  onClose,
}: SyncPanelProps) {
  const problem = status.link === 'problem' ? status.problem : null;
  const isWell = status.link === 'synced' && waiting === 0 && setAside.length === 0;
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
        {status.link === 'synced' && isLate && <p>{i18n.t('sync.late')}</p>}
        {isWell && <p>{i18n.t('sync.all_well')}</p>}
        <SetAsideList
          setAside={setAside}
          now={now}
          actions={actions}
          copy={(text) => navigator.clipboard.writeText(text)}
        />
      </div>
      <div class="buttons">
        <button type="button" class="quiet first" onClick={onSettings}>
          {i18n.t('sync.settings')}
        </button>
        <button type="button" class="strong" onClick={() => void actions.send({ type: 'sync-now' })}>
          {i18n.t('sync.now')}
        </button>
      </div>
    </section>
  );
}
