import './popup.css';
import { useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Command } from '../../messages/command.ts';
import { toggleCommand } from '../../timer/press-commands.ts';
import { hearKeys } from '../kit/keys.ts';
import type { PageActions } from '../page/actions.ts';
import { deviceNames } from '../page/device-names.ts';
import { Ring } from '../kit/ring.tsx';
import { showWhole } from '../kit/whole-text.ts';
import { isLedElsewhere } from './is-led-elsewhere.ts';
import { LeadNotice } from './lead-notice.tsx';
import { mostUrgent } from './notices/most-urgent.ts';
import type { PageSignals } from '../page/signals.ts';
import { PopupHeader, type Pages } from './header.tsx';
import { syncSummary } from '../page/sync-summary.ts';
import { TimerControls } from './timer-controls.tsx';
import { TimerFace } from './timer-face.tsx';

/** What the lower half of the popup shows. */
export type Panel = 'tasks' | 'presets' | 'sync' | 'conflicts' | 'focus' | 'moments';

export interface LowerHalfProps {
  signals: PageSignals;
  actions: PageActions;
  pages: Pages;
  panel: Signal<Panel>;
}

export interface PopupProps {
  signals: PageSignals;
  actions: PageActions;
  pages: Pages;
  /** The lower half, which loads after the first paint. */
  lowerHalf: ReadonlySignal<ComponentType<LowerHalfProps> | null>;
}

export function Popup({ signals, actions, pages, lowerHalf }: PopupProps) {
  const panel = useSignal<Panel>('tasks');
  const view = signals.view.value;
  const isKnown = signals.isKnown.value;
  const status = signals.status.value;
  const sync = syncSummary(
    status,
    signals.waiting.value,
    signals.setAside.value.length,
    signals.contact.value,
  );
  const Loaded = lowerHalf.value;
  const send = (command: Command) => void actions.send(command);
  useSpaceBar(signals, actions);

  const session = isLedElsewhere(signals) ? view.session_id : null;
  return (
    <main
      class="popup"
      data-phase={view.phase}
      data-state={isKnown ? view.state : 'unknown'}
      data-tight={isKnown && (panel.value !== 'tasks' || mostUrgent(signals) !== null)}
    >
      <PopupHeader
        view={isKnown ? view : null}
        sync={sync}
        pages={pages}
        onSyncLight={() => {
          if (sync.section || !isKnown) pages.options(sync.section ?? 'account');
          else panel.value = panel.peek() === 'sync' ? 'tasks' : 'sync';
        }}
      />
      <section class="timer" aria-label={i18n.t('timer.region')}>
        {isKnown ? (
          <>
            <TimerFace
              view={view}
              send={send}
              onMoments={() => {
                panel.value = panel.peek() === 'moments' ? 'tasks' : 'moments';
              }}
            />
            <CurrentTask signals={signals} />
            <TimerControls view={view} send={send} />
            {session !== null && (
              <LeadNotice
                device={deviceNames(signals.devices.value).get(view.lead ?? '')}
                onContinue={() => send({ type: 'handoff', session })}
              />
            )}
          </>
        ) : (
          <NoTimer />
        )}
      </section>
      <div class="lower">
        {Loaded && <Loaded signals={signals} actions={actions} pages={pages} panel={panel} />}
      </div>
    </main>
  );
}

/** Stands there while the timer is not known: no time, and nothing to press. */
function NoTimer() {
  return (
    <>
      <Ring fraction={0}>
        <div class="face" aria-hidden="true">
          <span class="face-note" />
          <span class="time">–:––</span>
        </div>
      </Ring>
      <div class="controls" />
    </>
  );
}

function CurrentTask({ signals }: { signals: PageSignals }) {
  const id = signals.view.value.task_id;
  const task = signals.tasks.value.find((task) => task.id === id);
  if (id === null) return null;
  const title = task && task.deleted_at === null ? task.title : i18n.t('task.unknown');
  return (
    <p class="current" dir="auto" onPointerEnter={showWhole}>
      {title}
    </p>
  );
}

const controls = 'button, input, select, summary, a';

/** The space bar belongs to the timer, unless a control has the focus. */
function useSpaceBar(signals: PageSignals, actions: PageActions) {
  useLayoutEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== ' ' || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest(controls)) return;
      event.preventDefault();
      if (signals.isKnown.peek()) void actions.send(toggleCommand(signals.view.peek()));
    }
    return hearKeys(document, onKey);
  }, [signals, actions]);
}
