import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import type { Command } from '../../messages/command.ts';
import type { TimerView } from '../../timer/view.ts';

/**
 * `start`: begin the phase that waits. `more`: five more minutes. `skip`: end the phase that began by itself. `open`:
 * the person clicked beside the buttons.
 */
export type NotificationChoice = 'start' | 'more' | 'skip' | 'open';

/**
 * What a notification is about. It is the notification's id, since the worker that gets the click knows nothing else
 * of it.
 */
interface Topic {
  state: TimerView['state'];
  session: string | null;
  lead: string | null;
}

const extraMinutes = 5;

/** What the notification tells beside the phases. */
export interface EndNews {
  /** The title of the task that the focus session was for. */
  task: string | null;
  /** A sentence that the day's goal has been reached. Null where it has not just been. */
  goal: string | null;
}

/** Shows the one notification that says that a phase ended and what comes next. */
export async function showEndNotification(view: TimerView, { task, goal }: EndNews): Promise<void> {
  const topic = topicOf(view);
  const isRunning = view.state === 'running';
  const minutes = String(Math.round(view.total / 60_000));
  const next = i18n.t(`bell.${isRunning ? 'runs' : 'waits'}.${view.phase}`, [minutes]);
  await browser.notifications.create(idOf(topic), {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title: task === null ? i18n.t(`bell.ended.${endedPhase(view)}`) : i18n.t('bell.ended_task', [task]),
    message: goal === null ? next : `${goal}\n${next}`,
    // Firefox throws on these. Baton makes the sound itself, or none.
    ...(import.meta.env.FIREFOX
      ? {}
      : {
          silent: true,
          requireInteraction: true,
          buttons: buttons(topic).map((choice) => ({ title: label(choice, view) })),
        }),
  });
}

/**
 * Makes a function that is called with each view and removes notifications once the timer has moved on: after a
 * start, a pause or a handoff on any device, or after a later end.
 */
export function createNotificationCloser(): (view: TimerView) => Promise<void> {
  let closedFor = '';
  return async (view) => {
    const current = idOf(topicOf(view));
    if (current === closedFor) return;
    closedFor = current;
    const shown = Object.keys(await browser.notifications.getAll());
    await Promise.all(shown.filter((id) => id !== current).map((id) => browser.notifications.clear(id)));
  };
}

/** The phase that ended before this view. If a phase runs, it began by itself. */
export function endedPhase({ ended_phase, phase, round }: TimerView): TimerView['phase'] {
  if (ended_phase !== null) return ended_phase;
  if (phase !== 'work') return 'work';
  return round === 1 ? 'long_break' : 'short_break';
}

/** Chrome shows no third button. */
function buttons({ state }: Topic): ['start' | 'more', 'more' | 'skip'] {
  return state === 'running' ? ['more', 'skip'] : ['start', 'more'];
}

function label(choice: Exclude<NotificationChoice, 'open'>, { phase }: TimerView): string {
  if (choice === 'start') return i18n.t(`timer.start_phase.${phase}`);
  return choice === 'more'
    ? i18n.t('timer.add_minutes', [String(extraMinutes)])
    : i18n.t(`bell.skip.${phase}`);
}

/** The command that a button stands for, or null if the timer has moved on since the notification was shown. */
export function notificationCommand(
  choice: NotificationChoice,
  session: string,
  view: TimerView,
): Command | null {
  if (view.session_id !== session) return null;
  if (choice === 'more') return { type: 'extend', session, minutes: extraMinutes };
  if (choice === 'skip') return view.state === 'running' ? { type: 'skip', session } : null;
  return choice === 'start' && view.state === 'finished' ? { type: 'start' } : null;
}

/** Call this at start-up, in the first turn. `session` is the one that the notification is about. */
export function onEndNotification(handle: (choice: NotificationChoice, session: string) => void): void {
  const { onButtonClicked, onClicked } = browser.notifications;
  const clicked = (id: string, choose: (topic: Topic) => NotificationChoice | undefined) => {
    const topic = readTopic(id);
    const choice = choose(topic);
    void browser.notifications.clear(id);
    if (choice !== undefined) handle(choice, topic.session ?? '');
  };
  onButtonClicked.addListener((id, place) => clicked(id, (topic) => buttons(topic)[place]));
  onClicked.addListener((id) => clicked(id, () => 'open'));
}

function topicOf({ state, session_id, lead }: TimerView): Topic {
  return { state, session: session_id, lead };
}

function idOf(topic: Topic): string {
  return JSON.stringify(topic);
}

function readTopic(id: string): Topic {
  return JSON.parse(id) as Topic;
}
