import { useSignal, type Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Correction } from '../../../corrections/correction.ts';
import { mayCorrect } from '../../../corrections/may-correct.ts';
import { placedSpan } from '../../../corrections/placed-span.ts';
import type { Day } from '../../../statistics/day.ts';
import type { DayLine, PlacedSession } from '../../../statistics/day-sessions.ts';
import type { EndedSession } from '../../../statistics/ended-sessions.ts';
import type { Formatter } from '../../../statistics/formatter.ts';
import type { LocalDays, OffsetAt } from '../../../statistics/local-days.ts';
import type { Task } from '../../../store/rows.ts';
import { useAnnounce } from '../../kit/announcer.tsx';
import { Icon } from '../../kit/icon.tsx';
import { pencil } from '../../kit/icon-paths.ts';
import type { PageActions } from '../../page/actions.ts';
import { refusalText } from '../../page/refusal-text.ts';
import type { PageSignals } from '../../page/signals.ts';
import { DayList } from '../day-list.tsx';
import { sessionTimes } from '../session-times.ts';
import { sessionTitle } from '../session-title.ts';
import { createCorrectionLog, takeBack, type DoneCorrection } from './correction-log.ts';
import { faultText } from './fault-text.ts';
import { AddForm } from './add-form.tsx';
import { proposedSession } from './proposed-session.ts';
import { SessionButtons } from './session-buttons.tsx';
import { SessionForm } from './session-form.tsx';

export interface EditableDayProps {
  lines: readonly DayLine[];
  /** All of history. */
  sessions: readonly EndedSession[];
  tasks: ReadonlyMap<string, Task>;
  day: Day;
  localDays: LocalDays;
  offsetAt: OffsetAt;
  formatter: Formatter;
  signals: PageSignals;
  actions: PageActions;
  done: Signal<readonly DoneCorrection[]>;
  /** Gets the focus where no session is left to get it. */
  heading: RefObject<HTMLElement | null>;
}

/** The list of a day, in which each session can be put right. Where corrections cannot be kept it says so. */
export function EditableDay(props: EditableDayProps) {
  const { lines, sessions, tasks, offsetAt, formatter, signals, actions, done } = props;
  const { day, localDays, heading } = props;
  const isAllowed = useSignal<boolean | null>(null);
  /** The session whose form is open, `add` for the form of a new one. */
  const open = useSignal<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const announce = useAnnounce();
  const log = useMemo(() => createCorrectionLog({ signals, actions, done }), [signals, actions, done]);
  useEffect(() => {
    // A page without a database of its own cannot tell. The background judges in any case.
    void mayCorrect(signals.status.peek().owner, signals)
      .catch(() => true)
      .then((may) => (isAllowed.value = may));
  }, [signals, isAllowed]);

  /** What gets the focus once it is on the screen, unless the focus has moved by then. */
  const wanted = useRef<{ key: string; from: Element | null } | null>(null);
  const buttonOf = (key: string) =>
    [...(place.current?.querySelectorAll<HTMLElement>('[data-opens]') ?? [])].find(
      ({ dataset }) => dataset['opens'] === key,
    );
  useLayoutEffect(() => {
    if (!wanted.current) return;
    const { key, from } = wanted.current;
    const focused = document.activeElement;
    const button = buttonOf(key);
    if (focused !== from && focused !== document.body) wanted.current = null;
    else if (button) {
      wanted.current = null;
      button.focus();
    }
  });

  const shown = lines.flatMap((line) => (line.kind === 'session' ? [line.session] : []));
  const label = (session: PlacedSession) =>
    i18n.t('stats.cell', [sessionTimes(session, offsetAt, formatter), sessionTitle(session, tasks)]);
  const nameOf = (id: string) => {
    const one = sessions.find((session) => session.id === id);
    return one ? label({ ...one, ...placedSpan(one.start, one.end, one.active) }) : null;
  };
  const toggle = (key: string) => (open.value = open.value === key ? null : key);
  const close = (next: string) => {
    open.value = null;
    const button = buttonOf(next);
    (button ?? buttonOf('add'))?.focus();
    // A session that was added is on the screen once its commit was heard of.
    if (!button) wanted.current = { key: next, from: document.activeElement };
  };

  async function undo(one: DoneCorrection) {
    wanted.current = { key: one.returnsTo, from: document.activeElement };
    if (!(await takeBack(one, { actions, done }))) return;
    announce(i18n.t('stats.undone'));
    // The button of the last one goes with it.
    if (document.activeElement === document.body && !buttonOf(one.returnsTo)) heading.current?.focus();
  }
  /** `returnsTo` gets the focus when it is taken back, `next` once it is done. */
  async function carryOut(
    corrections: readonly Correction[],
    { text, returnsTo, next }: { text: string; returnsTo: string; next: string },
  ) {
    const answer = await log.carryOut(corrections, { text, returnsTo });
    if (!answer.ok) return answer;
    const newest = done.peek().at(-1);
    close(next);
    actions.showNotice({ text, isUrgent: false, ...(newest && { undo: () => void undo(newest) }) });
    return answer;
  }
  const spansBut = (own: string | null) =>
    sessions.filter(({ id }) => id !== own).map(({ start, end, active }) => placedSpan(start, end, active));
  /** What a press on one button does. There is no field that a refusal could stand beside. */
  async function press(session: PlacedSession, corrections: readonly Correction[], text: string) {
    const { id } = session;
    const at = shown.indexOf(session);
    const isDeleted = corrections.some((one) => one.session === id && 'fields' in one && one.fields.deleted);
    const next = isDeleted ? ((shown[at + 1] ?? shown[at - 1])?.id ?? 'add') : id;
    const judged = log.judge(corrections);
    const [fault] = judged.ok ? [] : judged.faults;
    if (fault) return actions.showNotice({ text: faultText(fault, nameOf), isUrgent: true });
    const answer = await carryOut(corrections, { text, returnsTo: id, next });
    if (!answer.ok) actions.showNotice({ text: refusalText(answer), isUrgent: true });
  }

  if (isAllowed.value !== true) {
    return (
      <>
        <DayList {...{ lines, tasks, offsetAt, formatter }} />
        {isAllowed.value === false && (
          <p class="stats-soft day-corrections">{i18n.t('reason.server_keeps_no_corrections')}</p>
        )}
      </>
    );
  }
  const hasInterruptions = sessions.some(({ interruptions }) => interruptions !== null);
  const common = { tasks, offsetAt, hasInterruptions, nameOf, judge: log.judge };
  const last = done.value.at(-1);
  return (
    <div ref={place}>
      <DayList
        {...{ lines, tasks, offsetAt, formatter }}
        beside={(session) => {
          const name = i18n.t('stats.correct_session', [label(session)]);
          const isOpen = open.value === session.id;
          return (
            <>
              <button
                type="button"
                class="icon-button"
                aria-label={name}
                title={name}
                aria-expanded={isOpen}
                data-opens={session.id}
                onClick={() => toggle(session.id)}
              >
                <Icon d={pencil} />
              </button>
              {isOpen && (
                <SessionForm
                  {...common}
                  title={name}
                  session={session}
                  others={spansBut(session.id)}
                  correctionsOf={(fields) =>
                    Object.keys(fields).length > 0 ? [{ session: session.id, fields }] : []
                  }
                  onSave={(corrections) =>
                    carryOut(corrections, {
                      text: i18n.t('stats.session_corrected', [label(session)]),
                      returnsTo: session.id,
                      next: session.id,
                    })
                  }
                  onCancel={() => close(session.id)}
                >
                  <SessionButtons
                    session={session}
                    following={shown[shown.indexOf(session) + 1]}
                    label={label(session)}
                    offsetAt={offsetAt}
                    newId={actions.newId}
                    onPress={(corrections, text) => void press(session, corrections, text)}
                  />
                </SessionForm>
              )}
            </>
          );
        }}
      />
      <div class="day-corrections">
        <button
          type="button"
          class="chip"
          aria-expanded={open.value === 'add'}
          data-opens="add"
          onClick={() => toggle('add')}
        >
          {i18n.t('stats.add_session')}
        </button>
        {last && (
          <button type="button" class="quiet" title={last.text} onClick={() => void undo(last)}>
            {i18n.t('stats.undo_last')}
          </button>
        )}
      </div>
      {open.value === 'add' && (
        <AddForm
          {...common}
          session={proposedSession(shown, { day, localDays, offsetAt, now: signals.now.peek() })}
          others={spansBut(null)}
          newId={actions.newId}
          onAdd={(corrections, id) =>
            carryOut(corrections, { text: i18n.t('stats.session_added'), returnsTo: 'add', next: id })
          }
          onCancel={() => close('add')}
        />
      )}
    </div>
  );
}
