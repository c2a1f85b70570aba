import '../../kit/form.css';
import '../panel.css';
import './panel.css';
import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Slot } from '../../../timer/timer.ts';
import { timeOfDay } from '../../kit/clock-text.ts';
import { Field } from '../../kit/field.tsx';
import { IconButton } from '../../kit/icon-button.tsx';
import { cross } from '../../kit/icon-paths.ts';
import { weekTime } from '../../kit/week-time.ts';
import type { PageActions } from '../../page/actions.ts';
import type { PageSignals } from '../../page/signals.ts';
import { instantOfTime, timeText } from './instant-of-time.ts';

export interface MomentsPanelProps {
  signals: Pick<PageSignals, 'replayed' | 'now'>;
  actions: PageActions;
  onClose(): void;
}

interface PartProps extends MomentsPanelProps {
  /** What is on the timer, or was last. */
  slot: Slot;
  /** Corrected time, milliseconds. */
  now: number;
}

const minute = 60_000;
const steps = [5, 10, 15];

/** Moves the start of the focus session back, or ends what is on the timer at an instant that has passed. */
export function MomentsPanel(props: MomentsPanelProps) {
  const { signals, onClose } = props;
  const { slot } = signals.replayed.value.timer;
  if (slot === null) return null;
  const part = { ...props, slot, now: signals.now.value };
  const isOpen = slot.state === 'running' || slot.state === 'paused';
  return (
    <section class="panel" aria-labelledby="moments-title">
      <div class="panel-head">
        <h2 id="moments-title" class="panel-title">
          {i18n.t('timer.moment.title')}
        </h2>
        <IconButton name={i18n.t('timer.moment.close')} d={cross} onPress={onClose} />
      </div>
      <div class="panel-body">
        {isOpen && slot.session_type === 'work' && <Start {...part} />}
        <Stop {...part} />
      </div>
    </section>
  );
}

function Start({ slot, now, actions, onClose }: PartProps) {
  const { session_id: session, started_at, free_from } = slot;
  const left = slot.ends_at === null ? slot.remaining_time : slot.ends_at - now;
  const room = Math.min(started_at - (free_from ?? -Infinity), left - minute);
  const offered = steps.filter((step) => step * minute <= room);

  async function move(start: number): Promise<void> {
    if (!(await actions.send({ type: 'backdate', session, start }))) return;
    const says = (at: number) => i18n.t('timer.moment.start', [weekTime(at, now)]);
    const moveBack = async () => {
      const isBack = await actions.send({ type: 'backdate', session, start: started_at });
      if (isBack) actions.announce(says(started_at));
    };
    onClose();
    actions.showNotice({ text: says(start), isUrgent: false, undo: () => void moveBack() });
  }
  return (
    <div class="moment" role="group" aria-label={i18n.t('timer.moment.set_start')}>
      <p>{i18n.t('timer.moment.start', [weekTime(started_at, now)])}</p>
      {offered.length === 0 ? (
        <p class="hint">{i18n.t('timer.moment.no_room')}</p>
      ) : (
        <>
          <div class="moment-steps">
            {offered.map((step) => (
              <button
                key={step}
                type="button"
                class="chip"
                onClick={() => void move(started_at - step * minute)}
              >
                {i18n.t('timer.moment.earlier', [step])}
              </button>
            ))}
          </div>
          <TimeForm
            label={i18n.t('timer.moment.started_at')}
            name={i18n.t('timer.moment.set_start')}
            first={started_at - Math.min(room, 5 * minute)}
            now={now}
            onSet={(start) => move(notBefore(free_from, start))}
          />
        </>
      )}
    </div>
  );
}

function Stop({ signals, slot, now, actions, onClose }: PartProps) {
  const isOpen = slot.state === 'running' || slot.state === 'paused';

  async function stop(instant: number): Promise<void> {
    const at = notBefore(slot.last_act_at, instant);
    if (!(await actions.send({ type: 'stop-at', session: slot.session_id, at }))) return;
    onClose();
    actions.showNotice({
      text: i18n.t('timer.moment.stopped', [weekTime(at, now)]),
      isUrgent: false,
      undo: () => {
        // It may have been a session before this one.
        const session = signals.replayed.peek().timer.slot?.session_id ?? '';
        void actions.send({ type: 'reopen', session, wasPast: true });
      },
    });
  }
  return (
    <div class="moment" role="group" aria-label={i18n.t('timer.moment.set_stop')}>
      <TimeForm
        label={i18n.t('timer.moment.stopped_at')}
        name={i18n.t('timer.moment.set_stop')}
        first={isOpen ? now : (slot.ends_at ?? now)}
        now={now}
        onSet={stop}
      />
    </div>
  );
}

/** A time field knows no seconds. In the minute of the first instant that can be, that one is meant. */
function notBefore(first: number | null, instant: number): number {
  return first !== null && instant < first && first - instant < minute ? first : instant;
}

interface TimeFormProps {
  label: string;
  /** What the button does. */
  name: string;
  /** The instant that stands there first. */
  first: number;
  now: number;
  onSet(instant: number): Promise<void>;
}

function TimeForm({ label, name, first, now, onSet }: TimeFormProps) {
  const id = useId();
  const [text, setText] = useState(timeText(first));
  const instant = instantOfTime(text, now);
  return (
    <form
      class="moment-time"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (instant !== null) void onSet(instant);
      }}
    >
      <label for={id}>{label}</label>
      <Field
        id={id}
        type="time"
        value={text}
        title={instant === null ? '' : timeOfDay(instant)}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="chip">
        {name}
      </button>
    </form>
  );
}
