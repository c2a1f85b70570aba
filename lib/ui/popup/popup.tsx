import './popup.css';
import { useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Command } from '../../messages/command.ts';
import { toggleCommand } from '../../timer/press-commands.ts';
import type { Acts } from '../page/actions.ts';
import { LeadNote } from './lead-notice.tsx';
import type { Live } from '../page/signals.ts';
import { PopupHeader, type Pages } from './header.tsx';
import { lightOf } from '../page/sync-summary.ts';
import { TimerControls } from './timer-controls.tsx';
import { TimerFace } from './timer-face.tsx';

/** What the lower half of the popup shows. */
export type Panel = 'tasks' | 'presets' | 'sync' | 'notes';

export interface LowerProps {
  live: Live;
  acts: Acts;
  pages: Pages;
  panel: Signal<Panel>;
}

export interface PopupProps {
  live: Live;
  acts: Acts;
  pages: Pages;
  /** The lower half, which loads after the first picture. */
  lower: ReadonlySignal<ComponentType<LowerProps> | null>;
}

export function Popup({ live, acts, pages, lower }: PopupProps) {
  const panel = useSignal<Panel>('tasks');
  const view = live.view.value;
  const status = live.status.value;
  const light = lightOf(status, live.waiting.value, live.aside.value.length);
  const Lower = lower.value;
  const act = (command: Command) => void acts.act(command);
  useSpaceBar(live, acts);

  const isLive = view.state === 'running' || view.state === 'paused';
  const session = isLive && view.lead !== status.device ? view.session_id : null;
  return (
    <main class="popup" data-phase={view.phase} data-state={view.state}>
      <PopupHeader
        view={view}
        light={light}
        pages={pages}
        onLight={() => {
          if (light.section) pages.options(light.section);
          else panel.value = panel.peek() === 'sync' ? 'tasks' : 'sync';
        }}
      />
      <section class="timer" aria-label={i18n.t('timer.region')}>
        <TimerFace view={view} act={act} />
        <CurrentTask live={live} />
        {session !== null && (
          <LeadNote
            device={live.devices.value.find(({ id }) => id === view.lead)?.name}
            onContinue={() => act({ type: 'handoff', session })}
          />
        )}
        <TimerControls view={view} act={act} />
      </section>
      <div class="lower">{Lower && <Lower live={live} acts={acts} pages={pages} panel={panel} />}</div>
    </main>
  );
}

function CurrentTask({ live }: { live: Live }) {
  const id = live.view.value.task_id;
  const task = live.tasks.value.find((task) => task.id === id);
  if (id === null) return null;
  const title = task && task.deleted_at === null ? task.title : i18n.t('task.unknown');
  return (
    <p class="current" dir="auto" title={title}>
      {title}
    </p>
  );
}

const controls = 'button, input, select, summary, a';

/** The space bar is for the timer, unless it is for the control that has the focus. */
function useSpaceBar(live: Live, acts: Acts) {
  useLayoutEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== ' ' || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest(controls)) return;
      event.preventDefault();
      void acts.act(toggleCommand(live.view.peek()));
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [live, acts]);
}
