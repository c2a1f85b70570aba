import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import type { Command } from '../../messages/command.ts';
import type { TimerView } from '../../timer/view.ts';

/** `start` what waits, five `more` minutes, `skip` what began by itself; `open` is a click beside the buttons. */
export type BellChoice = 'start' | 'more' | 'skip' | 'open';

/** What a notification is about. Its id says it, since the worker that hears the click knows nothing else of it. */
interface Topic {
  state: TimerView['state'];
  session: string | null;
  lead: string | null;
}

const extraMinutes = 5;

/** One notification says that a phase ended and what comes next. */
export async function ringBell(view: TimerView): Promise<void> {
  const topic = topicOf(view);
  const isRunning = view.state === 'running';
  const minutes = String(Math.round(view.total / 60_000));
  await browser.notifications.create(idOf(topic), {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title: i18n.t(`bell.ended.${endedPhase(view)}`),
    message: i18n.t(`bell.${isRunning ? 'runs' : 'waits'}.${view.phase}`, [minutes]),
    // Firefox throws on the rest. The sound is Baton's own, or none.
    ...(import.meta.env.FIREFOX
      ? {}
      : {
          silent: true,
          requireInteraction: true,
          buttons: choices(topic).map((choice) => ({ title: label(choice, view) })),
        }),
  });
}

/** Takes notifications away once the timer has moved on: by a start, a pause or a handoff anywhere, or a later end. */
export function createBellMinder() {
  let minded = '';
  return async (view: TimerView): Promise<void> => {
    const current = idOf(topicOf(view));
    if (current === minded) return;
    minded = current;
    const shown = Object.keys(await browser.notifications.getAll());
    await Promise.all(shown.filter((id) => id !== current).map((id) => browser.notifications.clear(id)));
  };
}

/** The phase before the one on show, of which it is known that it began by itself if it runs. */
export function endedPhase({ ended_phase, phase, round }: TimerView): TimerView['phase'] {
  if (ended_phase !== null) return ended_phase;
  if (phase !== 'work') return 'work';
  return round === 1 ? 'long_break' : 'short_break';
}

/** The two that there is room for: Chrome shows no third button. */
function choices({ state }: Topic): ['start' | 'more', 'more' | 'skip'] {
  return state === 'running' ? ['more', 'skip'] : ['start', 'more'];
}

function label(choice: Exclude<BellChoice, 'open'>, { phase }: TimerView): string {
  if (choice === 'start') return i18n.t(`timer.start_phase.${phase}`);
  return choice === 'more'
    ? i18n.t('timer.add_minutes', [String(extraMinutes)])
    : i18n.t(`bell.skip.${phase}`);
}

/** What a button of the notification asks for, or null if the timer has moved on since it was shown. */
export function bellCommand(choice: BellChoice, session: string, view: TimerView): Command | null {
  if (view.session_id !== session) return null;
  if (choice === 'more') return { type: 'extend', session, minutes: extraMinutes };
  if (choice === 'skip') return view.state === 'running' ? { type: 'skip', session } : null;
  return choice === 'start' && view.state === 'finished' ? { type: 'start' } : null;
}

/** To be called at start-up, in its first turn. `session` is the one that the notification is about. */
export function onBell(handle: (choice: BellChoice, session: string) => void): void {
  const { onButtonClicked, onClicked } = browser.notifications;
  const hear = (id: string, pick: (topic: Topic) => BellChoice | undefined) => {
    const topic = readTopic(id);
    const choice = pick(topic);
    void browser.notifications.clear(id);
    if (choice !== undefined) handle(choice, topic.session ?? '');
  };
  onButtonClicked.addListener((id, button) => hear(id, (topic) => choices(topic)[button]));
  onClicked.addListener((id) => hear(id, () => 'open'));
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
