import { signal } from '@preact/signals';
import type { ConflictNotice } from '../../engine/notices/conflict-notice.ts';
import type { Answer, Refusal } from '../../messages/answer.ts';
import type { Command } from '../../messages/command.ts';
import type { Status } from '../../messages/status.ts';
import type { SetAsideRow } from '../../store/ledger.ts';
import type { Device, Session, Task, User } from '../../store/rows.ts';
import { defaultPreferences, defaultPresets, type Settings } from '../../timer/settings.ts';
import type { SessionRecord, Slot } from '../../timer/timer.ts';
import type { TimerView } from '../../timer/view.ts';
import { createPageActions, type PageActions } from '../page/actions.ts';
import type { SeenContact } from '../page/contact-signal.ts';
import type { PageSignals } from '../page/signals.ts';

/** A quiet Thursday afternoon, local time. */
export const afternoon = new Date(2026, 2, 12, 14, 20).getTime();

const minute = 60_000;

/** A task as the ledger holds it, with what a case says about it. */
export function aTask(task: Partial<Task> = {}): Task {
  return {
    id: 'task',
    title: 'Write the report',
    description: null,
    estimated_pomodoros: 1,
    created_at: 0,
    completed_at: null,
    is_active: true,
    position: 'a0',
    deleted_at: null,
    edited: {},
    ...task,
  };
}

/** Open tasks in their order, from pairs of title and estimate. */
export function someTasks(...tasks: [title: string, estimate: number][]): Task[] {
  return tasks.map(([title, estimate], place) =>
    aTask({
      id: `task-${place}`,
      title,
      estimated_pomodoros: estimate,
      position: `a${String(place).padStart(4, '0')}`,
    }),
  );
}

/** So many completed focus sessions for a task. */
export function pomodorosFor(task: string, count: number): Session[] {
  return Array.from({ length: count }, (_, place) => ({
    id: `${task}-${place}`,
    task_id: task,
    session_type: 'work',
    start_time: afternoon,
    end_time: afternoon,
    completed: true,
    current_session_number: 1,
    active_time: 25 * minute,
    outcome: 'completed',
    preset_type: 'short',
    rules: 1,
  }));
}

export const idleView: TimerView = {
  state: 'idle',
  phase: 'work',
  remaining: 25 * minute,
  total: 25 * minute,
  round: 1,
  rounds: 4,
  preset: 'short',
  task_id: null,
  session_id: null,
  lead: null,
  ends_at: null,
  ended_phase: null,
};

/** A focus session under way on this browser. */
export const runningView: TimerView = {
  ...idleView,
  state: 'running',
  remaining: 14 * minute + 12_000,
  round: 2,
  session_id: 'session',
  lead: 'here',
  ends_at: afternoon + 14 * minute + 12_000,
};

export const syncedStatus: Status = {
  account: { id: 'ada', email: 'ada@example.org' },
  joining: null,
  owner: 'ada',
  device: 'here',
  link: 'synced',
  problem: null,
  server: { url: 'https://abc.supabase.co', key: 'sb_publishable_abc', own: false },
  clock_offset: 0,
  store: 'store',
  can_vanish: false,
  away: null,
  notes: [],
};

export const twoDevices: Device[] = [
  {
    id: 'here',
    name: 'Chrome · Linux',
    chosen_name: null,
    created_at: 0,
    platform: 'linux',
    last_seen: afternoon,
    removed_at: null,
  },
  {
    id: 'there',
    name: 'Firefox · Linux',
    chosen_name: null,
    created_at: minute,
    platform: 'linux',
    last_seen: afternoon - 40 * minute,
    removed_at: null,
  },
];

const head = { device: 'there', told_at: afternoon, phase: 'work' } as const;

/** A focus session of this browser that one on the other browser took the place of. */
export const replacedNotice: ConflictNotice = {
  ...head,
  id: 'taker',
  act: 'start',
  at: afternoon,
  session: 'replaced',
  kind: 'there',
  by: 'taker',
  replaced_at: afternoon,
  successor: 'successor',
  successor_phase: 'work',
  canSwitch: true,
};

/** A pause that came after a stop on the other browser. */
export function lateNotice(id: string): ConflictNotice {
  const mine = { type: 'pause', at: afternoon - 2 * minute };
  return { ...head, id, act: 'stop', at: afternoon - 4 * minute, session: 'stopped', kind: 'late', mine };
}

/** A focus session that a pause on the other browser made shorter after it had ended here. */
export const revisedNotice: ConflictNotice = {
  ...head,
  id: 'pause',
  act: 'pause',
  at: afternoon - 6 * minute,
  session: 'revised',
  kind: 'revised',
  ended_at: afternoon - 5 * minute,
};

const record: SessionRecord = {
  id: '',
  task_id: null,
  session_type: 'work',
  round_number: 1,
  preset_type: 'short',
  started_at: afternoon - 40 * minute,
  ended_at: afternoon,
  active_time: 24 * minute,
  outcome: 'interrupted',
  completed: false,
  device_id: 'here',
  lead: 'here',
  ended_by: null,
  rules: 1,
};

/** The replay in which the notes above are so. */
export function aReplay({ slot, sessions }: { slot?: Partial<Slot>; sessions?: SessionRecord[] } = {}) {
  return {
    slot: slot ? ({ ends_at: null, remaining_time: 0, ...slot } as Slot) : null,
    sessions: sessions ?? [
      { ...record, id: 'replaced', ended_by: 'taker' },
      { ...record, id: 'stopped', outcome: 'stopped' as const },
      { ...record, id: 'revised', outcome: 'stopped' as const },
    ],
  };
}

/** What `runningView` is a view of. */
export const openSlot: Slot = {
  session_id: 'session',
  session_type: 'work',
  task_id: 'task-0',
  round_number: 1,
  preset_type: 'short',
  plan: { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
  state: 'running',
  is_earned: false,
  ends_at: runningView.ends_at,
  remaining_time: 25 * minute,
  total_time: 25 * minute,
  started_at: (runningView.ends_at ?? 0) - 25 * minute,
  backdated: 0,
  free_from: null,
  lead: 'here',
  last_act_at: (runningView.ends_at ?? 0) - 25 * minute,
  unattended: 0,
  cause_id: 'start',
  cause_generation: 1,
};

/** What a page would read, standing still. */
export interface PageFixture {
  status?: Partial<Status>;
  settings?: Partial<Settings>;
  view?: TimerView;
  tasks?: readonly Task[];
  devices?: readonly Device[];
  person?: Partial<User>;
  sessions?: SessionRecord[];
  slot?: Slot | null;
  history?: readonly Session[];
  contact?: Partial<SeenContact>;
  waiting?: number;
  setAside?: readonly SetAsideRow[];
  /** What this browser's database keeps for itself, by its key. */
  local?: Readonly<Record<string, unknown>>;
  /** Why nothing can be read. */
  brokenBy?: Refusal;
  /** False where nothing was read yet. */
  isKnown?: boolean;
}

export function fixedSignals(fixture: PageFixture = {}) {
  const settings: Settings = {
    ...defaultPreferences,
    presets: { ...defaultPresets },
    sites: [],
    ...fixture.settings,
  };
  return {
    status: signal<Status>({ ...syncedStatus, ...fixture.status }),
    contact: signal<SeenContact>({ heard_at: afternoon, is_late: false, at: afternoon, ...fixture.contact }),
    settings: signal(settings),
    view: signal(fixture.view ?? idleView),
    tasks: signal(fixture.tasks ?? []),
    devices: signal(fixture.devices ?? twoDevices),
    person: signal<User | null>(
      fixture.person
        ? { id: 'ada', email: null, username: null, pomodoro_settings: {}, edited: {}, ...fixture.person }
        : null,
    ),
    replayed: signal({
      timer: { slot: fixture.slot ?? null, newest_id: null, generation: 0 },
      sessions: fixture.sessions ?? [],
    }),
    history: signal(fixture.history ?? []),
    sessionsOfTasks: signal<readonly Session[] | null>(fixture.history ?? []),
    waiting: signal(fixture.waiting ?? 0),
    setAside: signal(fixture.setAside ?? []),
    isKnown: signal(fixture.isKnown ?? !fixture.brokenBy),
    brokenBy: signal(fixture.brokenBy ?? null),
    readAgain: () => Promise.resolve(),
    now: signal(afternoon),
    followHistory: () => Promise.resolve(),
    followSessionsOf: () => Promise.resolve(),
    session: (id: string) => Promise.resolve(fixture.history?.find((row) => row.id === id)),
    sessionCount: () => Promise.resolve(fixture.history?.length ?? 0),
    localValue: <T>(key: string) => Promise.resolve(fixture.local?.[key] as T | undefined),
    setLocalValue: () => Promise.resolve(),
    close: () => {},
  } satisfies PageSignals;
}

/** What a command gets for an answer; as an answer by itself, every command. */
export type FakeAnswer = Answer | ((command: Command) => Answer);

/** Acts that reach nothing: what was sent, and what was said, is kept. */
export function recordingActions(answer: FakeAnswer = { ok: true }): {
  actions: PageActions;
  sent: Command[];
  announced: string[];
} {
  const sent: Command[] = [];
  const announced: string[] = [];
  const created = createPageActions({
    send(command) {
      sent.push(command);
      return Promise.resolve(typeof answer === 'function' ? answer(command) : answer);
    },
    newId: () => 'new-id',
  });
  const actions: PageActions = {
    ...created,
    announce(text, how) {
      announced.push(text);
      created.announce(text, how);
    },
  };
  return { actions, sent, announced };
}
