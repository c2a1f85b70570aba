import type { BackgroundCommand } from '../../../lib/background/background.ts';
import type { Status } from '../../../lib/messages/status.ts';
import { openSession } from '../../../lib/timer/press-commands.ts';
import type { TimerView } from '../../../lib/timer/view.ts';
import { correctionFor, type SeenDay } from './corrections.ts';

/** The two people of a run: whose machines they are, and who signs in on one of them for a while. */
export const user = 'ada';
export const visitor = 'bob';

/** What somebody has come to do, where a situation says so. */
export type Intent =
  | 'start'
  | 'focus'
  | 'pause'
  | 'resume'
  | 'extend'
  | 'skip'
  | 'stop'
  | 'handoff'
  | 'drop'
  | 'add task'
  | 'odd task'
  | 'edit task'
  | 'estimate'
  | 'auto on'
  | 'auto off'
  | 'look'
  | 'correct'
  | keyof typeof accountCommands;

/** What people do in the account section; null where what they see leaves nothing to do. */
export const accountCommands = {
  'sign in': ({ account, joining }: Status): BackgroundCommand | null =>
    account || joining ? null : { type: 'sign-in', email: 'ada', password: '' },
  'sign out': ({ account }: Status): BackgroundCommand | null => account && { type: 'sign-out', keep: true },
  'sign out for good': ({ account }: Status): BackgroundCommand | null =>
    account && { type: 'sign-out', keep: false },
  'join both': ({ joining }: Status): BackgroundCommand | null => joining && { type: 'join', choice: 'both' },
  'join account': ({ joining }: Status): BackgroundCommand | null =>
    joining && { type: 'join', choice: 'account' },
  'join here': ({ joining }: Status): BackgroundCommand | null => joining && { type: 'join', choice: 'here' },
};

const isAccountIntent = (intent: Intent): intent is keyof typeof accountCommands => intent in accountCommands;

/** A start names the open session that it takes the place of, as the person saw it. */
function inPlaceOf(view: TimerView | null): { session?: string } {
  const session = view && openSession(view);
  return session === null ? {} : { session };
}

export interface SeenScreen extends SeenDay {
  view: TimerView | null;
  autoStart: boolean;
  /** Who is signed in, and whether a phase ended while nobody was there. */
  status: Status;
}

/** The command that an intent leads to; null where what the person sees leaves nothing to do. */
export function commandFor(intent: Intent, screen: SeenScreen, choice: number): BackgroundCommand | null {
  const { view, tasks, status } = screen;
  if (isAccountIntent(intent)) return accountCommands[intent](status);
  const session = view?.session_id ?? null;
  const number = Math.floor(choice * 100_000);
  const task = tasks.find(({ deleted_at }) => deleted_at === null);
  switch (intent) {
    case 'look':
      return null;
    case 'correct':
      return correctionFor(screen, choice);
    case 'start':
      return { type: 'start', ...inPlaceOf(view) };
    case 'focus':
      return { type: 'start', phase: 'work', ...inPlaceOf(view) };
    case 'drop':
      return status.away?.followed ? { type: 'drop', session: status.away.followed.session } : null;
    case 'add task':
      return { type: 'add-task', title: `Task ${number}`, estimate: 1 };
    case 'odd task':
      return { type: 'add-task', title: `Odd ${number}`, estimate: 1 };
    case 'edit task':
      return task ? { type: 'edit-task', id: task.id, title: `Title ${number}` } : null;
    case 'estimate':
      return task ? { type: 'edit-task', id: task.id, estimate: 1 + (number % 90) } : null;
    case 'extend':
      return session === null ? null : { type: 'extend', session, minutes: 1 + (number % 5) };
    case 'auto on':
    case 'auto off': {
      const isOn = intent === 'auto on';
      return {
        type: 'set-preferences',
        preferences: { auto_start_breaks: isOn, auto_start_focus: isOn },
      };
    }
    case 'resume':
      return view?.state === 'paused' && session !== null ? { type: 'resume', session } : null;
    case 'pause':
      return view?.state === 'running' && session !== null ? { type: 'pause', session } : null;
    default:
      // A session that is over can only be extended.
      return session === null || view?.state === 'finished' ? null : { type: intent, session };
  }
}

/** A command that chance picks, of those that the screen offers. `dice` picks its kind, `choice` which one; 0 to 1. */
export function chooseCommand(screen: SeenScreen, dice: number, choice: number): BackgroundCommand {
  return dice < 0.78 ? chooseTimerCommand(screen.view, choice) : chooseOtherCommand(screen, choice);
}

function chooseTimerCommand(view: TimerView | null, choice: number): BackgroundCommand {
  const session = view?.session_id ?? null;
  if (view === null || session === null || view.state === 'idle') {
    return choice < 0.8 ? { type: 'start' } : { type: 'start', phase: 'work' };
  }
  const minutes = 1 + (Math.floor(choice * 1000) % 5);
  if (view.state === 'finished') {
    if (minutes === 3 && choice > 0.6) return stoppedEarlier(session, view, minutes);
    return pick(choice, [
      [0.7, { type: 'start' }],
      [0.15, { type: 'start', phase: 'work' }],
      [0.15, { type: 'extend', session, minutes }],
    ]);
  }
  if (view.state === 'paused') {
    return pick(choice, [
      [0.6, { type: 'resume', session }],
      [0.1, { type: 'extend', session, minutes }],
      [0.1, { type: 'handoff', session }],
      [0.1, { type: 'stop', session }],
      [0.1, { type: 'start', session }],
    ]);
  }
  return pick(choice, [
    [0.3, { type: 'pause', session }],
    [0.15, minutes < 5 ? { type: 'extend', session, minutes } : startedEarlier(session, view, minutes)],
    [0.15, { type: 'skip', session }],
    [0.15, minutes === 3 ? stoppedEarlier(session, view, minutes) : { type: 'stop', session }],
    [0.15, { type: 'handoff', session }],
    [0.1, { type: 'start', phase: 'work', session }],
  ]);
}

/** As far as the screen tells when it began. */
function startedEarlier(session: string, view: TimerView, minutes: number): BackgroundCommand {
  return { type: 'backdate', session, start: (view.ends_at ?? 0) - view.total - minutes * 60_000 };
}

/** Somebody was away for a while, and says so afterwards. */
function stoppedEarlier(session: string, view: TimerView, minutes: number): BackgroundCommand {
  const left = view.state === 'running' ? view.remaining : 0;
  return { type: 'stop-at', session, at: (view.ends_at ?? 0) - left - minutes * 20_000 };
}

function chooseOtherCommand({ view, tasks, autoStart }: SeenScreen, choice: number): BackgroundCommand {
  const number = Math.floor(choice * 100_000);
  const open = tasks.filter(({ deleted_at }) => deleted_at === null).sort((a, b) => (a.id < b.id ? -1 : 1));
  const task = open[number % Math.max(1, open.length)];
  if (choice < 0.2) {
    return {
      type: 'set-preferences',
      preferences: { auto_start_breaks: !autoStart, auto_start_focus: !autoStart },
    };
  }
  if (!task || choice < 0.45)
    return { type: 'add-task', title: `Task ${number}`, estimate: 1 + (number % 5) };
  return pick((choice - 0.45) / 0.55, [
    [0.4, { type: 'edit-task', id: task.id, title: `Title ${number}` }],
    [0.1, { type: 'edit-task', id: task.id, tags: [`tag-${number % 5}`] }],
    [0.15, { type: 'edit-task', id: task.id, estimate: 1 + (number % 9) }],
    [0.15, clickOn(task.id, view)],
    [0.1, { type: 'complete-task', id: task.id, done: task.completed_at === null }],
    [0.05, { type: 'move-task', id: task.id, after: null }],
    [0.05, { type: 'delete-task', id: task.id, deleted: true }],
  ]);
}

/** While focus is open, a click gives the session another task, and the next one too unless somebody says otherwise. */
function clickOn(task: string, view: TimerView | null): BackgroundCommand {
  const session = view?.phase === 'work' ? openSession(view) : null;
  if (session === null) return { type: 'choose-task', id: task };
  return { type: 'retask', session, task, current: task };
}

function pick(choice: number, options: [weight: number, command: BackgroundCommand][]): BackgroundCommand {
  let left = choice;
  for (const [weight, command] of options) {
    left -= weight;
    if (left < 0) return command;
  }
  const last = options.at(-1);
  if (!last) throw new Error('There is nothing to choose from.');
  return last[1];
}
