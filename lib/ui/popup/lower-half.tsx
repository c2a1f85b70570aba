import './lower-half.css';
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { AnnouncingPage } from '../kit/announcer.tsx';
import { useOfferOfUndo } from '../page/offer-undo.ts';
import { BrokenBanner } from '../page/broken-banner.tsx';
import { keepFieldInSight } from '../page/keep-in-sight.ts';
import { reasonText } from '../page/reason-text.ts';
import { AwayNotice } from './away-notice.tsx';
import { ConflictNotices } from './conflict-notices.tsx';
import { hearKeys } from '../kit/keys.ts';
import { NoticeBar } from '../kit/notice-bar.tsx';
import { useWarning } from '../kit/spoken.tsx';
import { mostUrgent } from './notices/most-urgent.ts';
import type { LowerHalfProps } from './popup.tsx';
import { FocusButton } from './focus/button.tsx';
import type { PopupFocus } from './focus/environment.ts';
import { FocusPanel } from './focus/panel.tsx';
import { isLedElsewhere } from './is-led-elsewhere.ts';
import { InterruptionLine } from './interruptions/line.tsx';
import { NoteLine } from './note/line.tsx';
import { ProgressLine } from './progress/line.tsx';
import { MomentsPanel } from './moments/panel.tsx';
import { PresetChoice } from './preset-choice.tsx';
import { PresetPanel } from './preset-panel.tsx';
import { SyncPanel } from './sync-panel.tsx';
import { TaskSection } from './tasks/section.tsx';
import { useTimerChanges } from './timer-changes.ts';
import { usePrimaryButton } from './use-primary-button.ts';

/** What loads after the first paint, and says what there is to say. */
export function LowerHalf(props: LowerHalfProps) {
  return (
    <AnnouncingPage announcements={props.actions}>
      <Half {...props} />
    </AnnouncingPage>
  );
}

/** The presets, and below them the tasks or what was opened in their place. */
function Half({ signals, actions, pages, panel }: LowerHalfProps) {
  const status = signals.status.value;
  const settings = signals.settings.value;
  const close = () => {
    panel.value = 'tasks';
  };
  useOfferOfUndo(actions);
  useEscape(panel.value !== 'tasks', close);
  useReturn(panel.value !== 'tasks');
  useEffect(keepFieldInSight, []);
  const urgent = mostUrgent(signals);
  const isElsewhere = useComputed(() => isLedElsewhere(signals)).value;
  const focus = useSignal<PopupFocus | null>(null);
  // Presets and tasks would be the defaults of an empty store, and what is done to them would be meant for others.
  if (!signals.isKnown.value) {
    return (
      <>
        <BrokenBanner signals={signals} />
        <NoticeBar actions={actions} />
      </>
    );
  }
  return (
    <>
      <PresetChoice
        settings={settings}
        onChoose={(preset) => void actions.send({ type: 'set-preferences', preferences: { preset } })}
        onEdit={() => {
          panel.value = panel.peek() === 'presets' ? 'tasks' : 'presets';
        }}
      >
        {pages.focus && (
          <FocusButton
            settings={settings}
            onPress={() => {
              panel.value = panel.peek() === 'focus' ? 'tasks' : 'focus';
              if (!focus.peek()) void pages.focus?.().then((found) => (focus.value = found));
            }}
          />
        )}
      </PresetChoice>
      {status.problem?.reason === 'storage_full' && <FullBanner />}
      {status.away && urgent === 'away' && panel.value === 'tasks' && (
        <AwayNotice
          away={status.away}
          now={signals.now.value}
          actions={actions}
          // The line about the other device takes the room. The time in the ring leads there, too.
          onStopped={
            isElsewhere
              ? undefined
              : () => {
                  panel.value = 'moments';
                }
          }
        />
      )}
      <ConflictNotices signals={signals} actions={actions} panel={panel} mustWait={urgent !== 'conflict'} />
      {panel.value === 'tasks' && urgent === null && (
        <>
          <InterruptionLine signals={signals} actions={actions} isElsewhere={isElsewhere} />
          <NoteLine signals={signals} actions={actions} />
        </>
      )}
      {panel.value === 'tasks' && <TaskSection signals={signals} actions={actions} />}
      {panel.value === 'tasks' && pages.statistics && (
        <ProgressLine
          key={status.owner}
          signals={signals}
          actions={actions}
          onPress={() => pages.statistics?.('today')}
        />
      )}
      {panel.value === 'moments' && <MomentsPanel signals={signals} actions={actions} onClose={close} />}
      {panel.value === 'presets' && <PresetPanel settings={settings} actions={actions} onClose={close} />}
      {panel.value === 'focus' && focus.value && (
        <FocusPanel
          settings={settings}
          actions={actions}
          environment={focus.value}
          onList={() => pages.options('focus')}
          onClose={close}
        />
      )}
      {panel.value === 'sync' && (
        <SyncPanel
          status={status}
          isLate={signals.contact.value.is_late}
          waiting={signals.waiting.value}
          setAside={signals.setAside.value}
          now={signals.now.value}
          actions={actions}
          onSettings={() => pages.options('account')}
          onClose={close}
        />
      )}
      <NoticeBar actions={actions} />
      <SpokenTimer signals={signals} actions={actions} />
    </>
  );
}

/** A component of its own, so that the rest is not drawn again with every second. */
function SpokenTimer({ signals, actions }: Pick<LowerHalfProps, 'signals' | 'actions'>) {
  useTimerChanges(signals.view.value);
  usePrimaryButton(signals, actions);
  return null;
}

function FullBanner() {
  const title = i18n.t('notice.storage_title');
  const text = reasonText('storage_full');
  useWarning(title, text);
  return (
    <div class="banner">
      <strong>{title}</strong>
      <p>{text}</p>
    </div>
  );
}

/** What the panel took the focus from gets it back. */
function useReturn(isOpen: boolean) {
  const opener = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  // Read before the panel is there, because what is in it may take the focus at once.
  if (isOpen && !wasOpen.current) opener.current = document.activeElement;
  wasOpen.current = isOpen;
  useLayoutEffect(() => {
    const from = opener.current;
    if (!isOpen && document.activeElement === document.body && from instanceof HTMLElement) from.focus();
  }, [isOpen]);
}

function useEscape(isOn: boolean, press: () => void) {
  useLayoutEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      press();
    };
    return hearKeys(document, onKey);
  });
}
