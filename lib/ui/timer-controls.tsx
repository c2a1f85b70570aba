import { i18n } from '#i18n';
import type { Command } from '../command.ts';
import type { View } from '../timer/view.ts';
import { IconButton } from './icon-button.tsx';

export interface TimerControlsProps {
  view: View;
  act(command: Command): void;
}

const square = 'M4.5 4.5h7v7h-7z';
const next = 'M4 3.5 10 8l-6 4.5zM12.5 3.5v9';

/** What the one big button, and the space bar, do now. */
export function primaryCommand({ state, session_id }: View): Command {
  if (session_id === null || state === 'idle' || state === 'finished') return { type: 'start' };
  return { type: state === 'running' ? 'pause' : 'resume', session: session_id };
}

export function TimerControls({ view, act }: TimerControlsProps) {
  const { state, phase, session_id } = view;
  const session = state === 'running' || state === 'paused' ? session_id : null;
  return (
    <div class="controls">
      {session !== null && (
        <IconButton
          key="stop"
          name={i18n.t('timer.stop')}
          d={square}
          onPress={() => act({ type: 'stop', session })}
        />
      )}
      <button
        key="primary"
        type="button"
        class="primary"
        aria-keyshortcuts="Space"
        onClick={(event) => {
          // The second click of a double click would take back the first.
          if (event.detail < 2) act(primaryCommand(view));
        }}
      >
        {primaryLabel(view)}
      </button>
      {session !== null && (
        <IconButton
          key="skip"
          name={i18n.t('timer.skip')}
          d={next}
          onPress={() => act({ type: 'skip', session })}
        />
      )}
      {state === 'finished' && phase !== 'work' && (
        <IconButton
          key="skip"
          name={i18n.t('timer.skip_break')}
          d={next}
          onPress={() => act({ type: 'start', phase: 'work' })}
        />
      )}
    </div>
  );
}

function primaryLabel({ state, phase }: View): string {
  if (state === 'running') return i18n.t('timer.pause');
  if (state === 'paused') return i18n.t('timer.resume');
  return state === 'idle' ? i18n.t('timer.start') : i18n.t(`timer.start_phase.${phase}`);
}
