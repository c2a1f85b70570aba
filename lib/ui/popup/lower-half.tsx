import './lower-half.css';
import { useLayoutEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { Announcer } from './announcer.tsx';
import { reasonText } from '../page/reason-text.ts';
import { AwayNote } from './away-notice.tsx';
import { Notes } from './conflict-notices.tsx';
import { NoticeBar } from '../kit/notice-bar.tsx';
import type { LowerProps } from './popup.tsx';
import { PresetChoice } from './preset-choice.tsx';
import { PresetPanel } from './preset-panel.tsx';
import { SyncPanel } from './sync-panel.tsx';
import { TaskSection } from './tasks/section.tsx';

/** The lower half of the popup: presets, then tasks, or the form or the details asked for in their place. */
export function PopupLower({ live, acts, pages, panel }: LowerProps) {
  const status = live.status.value;
  const settings = live.settings.value;
  const close = () => {
    panel.value = 'tasks';
  };
  useEscape(panel.value !== 'tasks', close);
  return (
    <>
      <PresetChoice
        settings={settings}
        onChoose={(preset) => void acts.act({ type: 'set-preferences', preferences: { preset } })}
        onEdit={() => {
          panel.value = panel.peek() === 'presets' ? 'tasks' : 'presets';
        }}
      />
      <StoreBanner isBroken={live.isBroken.value} isFull={status.problem?.reason === 'storage_full'} />
      {status.away && <AwayNote away={status.away} now={live.now.value} acts={acts} />}
      <Notes live={live} acts={acts} panel={panel} />
      {panel.value === 'tasks' && <TaskSection live={live} acts={acts} />}
      {panel.value === 'presets' && <PresetPanel settings={settings} acts={acts} onClose={close} />}
      {panel.value === 'sync' && (
        <SyncPanel
          status={status}
          waiting={live.waiting.value}
          aside={live.aside.value}
          now={live.now.value}
          acts={acts}
          onSettings={() => pages.options('account')}
          onClose={close}
        />
      )}
      <NoticeBar acts={acts} />
      <Announcer view={live.view.value} acts={acts} />
    </>
  );
}

function StoreBanner({ isBroken, isFull }: { isBroken: boolean; isFull: boolean }) {
  if (!isBroken && !isFull) return null;
  return (
    <div role="alert" class="banner">
      <strong>{isBroken ? i18n.t('notice.broken_title') : i18n.t('notice.storage_title')}</strong>
      <p>{isBroken ? i18n.t('notice.broken') : reasonText('storage_full')}</p>
    </div>
  );
}

function useEscape(isOn: boolean, press: () => void) {
  useLayoutEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      press();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}
