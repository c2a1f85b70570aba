import type { Answer } from '../../../lib/messages/answer.ts';
import type { BackgroundCommand } from '../../../lib/background/background.ts';
import type { ToolbarState } from '../../../lib/engine/engine.ts';
import type { WireRowOf } from '../../server-model/wire-rows.ts';
import type { Change } from '../../../lib/store/rows.ts';
import type { TimerView } from '../../../lib/timer/view.ts';

/** What a machine's screen showed, from the true instant `at` on. */
export interface Frame {
  at: number;
  machine: string;
  /** The time by the machine's corrected clock. */
  corrected: number;
  isTrusted: boolean;
  view: TimerView;
  /** Whether the next phase would begin by itself, by the settings on that machine. */
  goesOn: boolean;
}

/** What a person did, and the answer; null where the worker died before it answered. */
export interface Action {
  at: number;
  answeredAt: number | null;
  machine: string;
  command: BackgroundCommand;
  /** Whose database was open there; null is the database from before anybody signed in. */
  owner: string | null;
  /** What the person saw when they decided. */
  seen: TimerView | null;
  answer: Answer | null;
  /** Ids that were made for it: of a timer act its checkpoint's and session's, of a new task its own. */
  ids: string[];
  isTrusted: boolean;
  /** Its corrected clock against true time, milliseconds. */
  clockIsOff: number;
  /** What the screen showed once it was answered. */
  after: TimerView | null;
}

export interface Ring {
  at: number;
  machine: string;
  /** The time by the machine's corrected clock. */
  corrected: number;
  /** What the screen shows from then on: the next phase, if one has begun by itself. */
  shown: string;
  /** The device that leads, as this machine knows it. */
  lead: string | null;
  /** The end that it rings for. */
  ended: number | null;
}

/** Somebody is at a machine. */
export interface Presence {
  machine: string;
  from: number;
  to: number;
}

/** Something lasts on a machine; `to` is null while it goes on. */
export interface Span {
  machine: string;
  from: number;
  to: number | null;
}

/** Something else that happened, for the timeline. */
export interface Note {
  at: number;
  machine: string;
  text: string;
}

/** Sees everything and knows true time, but takes part in nothing. */
export interface Observer {
  frames: Frame[];
  actions: Action[];
  rings: Ring[];
  notes: Note[];
  presences: Presence[];
  /** What the server stored, and when. */
  stored: (WireRowOf & { at: number })[];
  /** When a machine had heard of everything up to a `seq`. */
  reached: { machine: string; at: number; seq: number }[];
  cuts: Span[];
  /** When nobody was signed in on a machine. What is made before the first sign-in belongs to the person too. */
  signedOut: Span[];
  /** Rows that waited on a machine when somebody signed out there and had everything removed. */
  removed: { machine: string; at: number; row: Change }[];
  /** What retention removed on the server, by table and id. */
  removedByRetention: Set<string>;
  /** What history said then of the sessions that these acts were about. */
  historyAtRetention: { at: number; id: string; outcome: unknown; active_time: unknown }[];
  /** When a disk had no room. */
  fullDisks: Span[];
  sleeps: Span[];
  /** Workers that were killed without a warning. */
  deaths: { at: number; machine: string }[];
  /** Violations that showed while the run went on. */
  violations: { invariant: string; text: string }[];
}

export function createObserver(): Observer {
  return {
    frames: [],
    actions: [],
    rings: [],
    notes: [],
    presences: [],
    stored: [],
    reached: [],
    cuts: [],
    signedOut: [],
    removed: [],
    removedByRetention: new Set(),
    historyAtRetention: [],
    fullDisks: [],
    sleeps: [],
    deaths: [],
    violations: [],
  };
}

/** What the screen of a machine showed at that instant. */
export function frameAt(frames: readonly Frame[], machine: string, at: number): Frame | null {
  return frames.findLast((frame) => frame.machine === machine && frame.at <= at) ?? null;
}

export function beginSpan(spans: Span[], machine: string, at: number): void {
  spans.push({ machine, from: at, to: null });
}

export function endSpan(spans: Span[], machine: string, at: number): void {
  const last = spans.findLast((span) => span.machine === machine);
  if (last) last.to = at;
}

/** What a machine is called on its own disk before anybody signs in. The server must never hear of it. */
export const nameNowhere = (machine: string): string => `at ${machine}`;

const withMachine = (view: TimerView): TimerView => ({
  ...view,
  lead: view.lead?.replace(nameNowhere(''), '') ?? null,
});

export function frameOf({ view, settings }: ToolbarState, seen: Omit<Frame, 'view' | 'goesOn'>): Frame {
  const isBreakNext = view.phase !== 'work';
  return {
    ...seen,
    view: withMachine(view),
    goesOn: isBreakNext ? settings.auto_start_breaks : settings.auto_start_focus,
  };
}

export function ringOf(view: TimerView, heard: Pick<Ring, 'at' | 'machine' | 'corrected'>): Ring {
  return {
    ...heard,
    shown: `${view.state} ${view.session_id} ${view.ends_at}`,
    lead: withMachine(view).lead,
    ended: view.state === 'finished' ? view.ends_at : null,
  };
}
