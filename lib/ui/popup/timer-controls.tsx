import './timer-controls.css';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Command } from '../../messages/command.ts';
import { skipCommand, stopCommand, toggleCommand } from '../../timer/press-commands.ts';
import type { TimerView } from '../../timer/view.ts';
import { IconButton } from '../kit/icon-button.tsx';
import { hearKeys } from '../kit/keys.ts';

export interface TimerControlsProps {
  view: TimerView;
  send(command: Command): void;
}

const square = 'M4.5 4.5h7v7h-7z';
const next = 'M4 3.5 10 8l-6 4.5zM12.5 3.5v9';

export function TimerControls({ view, send }: TimerControlsProps) {
  const primary = useRef<HTMLButtonElement>(null);
  // What a person presses first is meant for the timer.
  useLayoutEffect(() => {
    const take = () => {
      if (document.activeElement === document.body) primary.current?.focus();
    };
    take();
    // Firefox may take the focus away again when it has drawn the popup. Later, when Tab leads out of the page and back
    // to it, the focus belongs to what comes first.
    window.addEventListener('focus', take);
    const leave = () => window.removeEventListener('focus', take);
    const unhear = hearKeys(document, leave);
    return () => {
      leave();
      unhear();
    };
  }, []);
  const stopping = stopCommand(view);
  const skipping = skipCommand(view);
  return (
    <div class="controls">
      {stopping && (
        <IconButton key="stop" name={i18n.t('timer.stop')} d={square} onPress={() => send(stopping)} />
      )}
      <button
        key="primary"
        ref={primary}
        type="button"
        class="primary"
        aria-keyshortcuts="Space"
        onClick={(event) => {
          // The second click of a double click would take back the first.
          if (event.detail < 2) send(toggleCommand(view));
        }}
      >
        {primaryLabel(view)}
      </button>
      {skipping && (
        <IconButton
          key="skip"
          name={skipping.type === 'skip' ? i18n.t('timer.skip') : i18n.t('timer.skip_break')}
          d={next}
          onPress={() => send(skipping)}
        />
      )}
    </div>
  );
}

function primaryLabel({ state, phase }: TimerView): string {
  if (state === 'running') return i18n.t('timer.pause');
  if (state === 'paused') return i18n.t('timer.resume');
  return state === 'idle' && phase === 'work' ? i18n.t('timer.start') : i18n.t(`timer.start_phase.${phase}`);
}
