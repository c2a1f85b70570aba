import '../kit/form.css';
import './panel.css';
import './conflict-notices.css';
import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ConflictNotice } from '../../engine/notices/conflict-notice.ts';
import type { PageActions } from '../page/actions.ts';
import { deviceNames } from '../page/device-names.ts';
import { useAnnounce } from '../kit/announcer.tsx';
import { IconButton } from '../kit/icon-button.tsx';
import { cross } from '../kit/icon-paths.ts';
import { useOneRowAClick } from '../kit/one-row-a-click.ts';
import type { PageSignals } from '../page/signals.ts';
import { conflictNoticeText, sessionToSwitchTo, type NoticeContext } from './conflict-notice-text.ts';
import type { Panel } from './popup.tsx';
import { stillApplies } from './notices/still-applies.ts';

export interface ConflictNoticesProps {
  signals: PageSignals;
  actions: PageActions;
  panel: Signal<Panel>;
  /** Whether something more urgent has the place of the row above the tasks. */
  mustWait: boolean;
}

/** Shows the newest conflict notice, and on request all of them in the place of the tasks. */
export function ConflictNotices({ signals, actions, panel, mustWait }: ConflictNoticesProps) {
  const replayed = signals.replayed.value;
  const context = { names: deviceNames(signals.devices.value), replayed, now: signals.now.value };
  const notices = signals.status.value.notes.filter((notice) => stillApplies(notice, replayed));
  const [newest] = notices;
  const oneRowAClick = useOneRowAClick('.note');
  useReadOutOnce(newest, newest ? conflictNoticeText(newest, context) : '');
  const isDone = panel.value === 'conflicts' && newest === undefined;
  const close = () => {
    panel.value = 'tasks';
  };
  useEffect(() => {
    if (isDone) panel.value = 'tasks';
  }, [isDone, panel]);
  return (
    <>
      {newest && panel.value === 'tasks' && !mustWait && (
        <div class="notes">
          <ConflictNoticeRow notice={newest} context={context} actions={actions}>
            {notices.length > 1 && (
              <button
                type="button"
                class="quiet notes-more"
                onClick={() => {
                  panel.value = 'conflicts';
                }}
              >
                {i18n.t('told.more', notices.length - 1)}
              </button>
            )}
          </ConflictNoticeRow>
        </div>
      )}
      {newest && panel.value === 'conflicts' && (
        <section class="panel" aria-labelledby="notes-title">
          <div class="panel-head">
            <h2 id="notes-title" class="panel-title">
              {i18n.t('told.title')}
            </h2>
            <IconButton name={i18n.t('sync.close')} d={cross} onPress={close} />
          </div>
          <div class="panel-body" role="group" aria-labelledby="notes-title" tabIndex={0} {...oneRowAClick}>
            {notices.map((notice) => (
              <ConflictNoticeRow key={notice.id} notice={notice} context={context} actions={actions} />
            ))}
          </div>
        </section>
      )}
    </>
  );
}

interface ConflictNoticeRowProps {
  notice: ConflictNotice;
  context: NoticeContext;
  actions: PageActions;
  /** What stands after the sentence. */
  children?: ComponentChildren;
}

function ConflictNoticeRow({ notice, context, actions, children }: ConflictNoticeRowProps) {
  const session = sessionToSwitchTo(notice, context.replayed);
  return (
    <div class="note">
      <p>
        {conflictNoticeText(notice, context)}{' '}
        {session !== null && (
          <button
            type="button"
            class="chip"
            onClick={() => void actions.send({ type: 'switch-back', session })}
          >
            {i18n.t('told.switch_back')}
          </button>
        )}
        {children}
      </p>
      <IconButton
        name={i18n.t('notice.dismiss')}
        d={cross}
        onPress={() => void actions.send({ type: 'dismiss-notice', id: notice.id })}
      />
    </div>
  );
}

/** Reads each notice out once, however the numbers in it change. */
function useReadOutOnce(notice: ConflictNotice | undefined, text: string): void {
  const announce = useAnnounce();
  const known = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (notice && known.current !== notice.id) announce(text);
    known.current = notice?.id;
  }, [announce, notice, text]);
}
