import type { Answer } from '../../../lib/messages/answer.ts';
import type { BackgroundCommand } from '../../../lib/background/background.ts';
import type { ToolbarState } from '../../../lib/engine/engine.ts';
import type { WireRowOf } from '../../server-model/wire-rows.ts';
import type { Change } from '../../../lib/store/rows.ts';
import type { TimerView } from '../../../lib/timer/view.ts';

/** What a machine's screen came to show, and when in truth. */
export interface Frame {
  at: number;
  machine: string;
  /** What that machine took for the time. */
  corrected: number;
  isTrusted: boolean;
  view: TimerView;
  /** Whether the phase after the one on show would begin by itself, as far as that machine knows. */
  goesOn: boolean;
}

/** What a person did, and what they were answered; null where the worker died over it. */
export interface Action {
  at: number;
  answeredAt: number | null;
  machine: string;
  command: BackgroundCommand;
  /** Whose database was open there; null is the one of before anybody signed in. */
  owner: string | null;
  /** What the person had before their eyes. */
  seen: TimerView | null;
  answer: Answer | null;
  /** Ids that were made on the way: of a timer act its checkpoint and its session, of a task its own. */
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
  /** What that machine took for the time. */
  corrected: number;
  /** What the screen went over to: once a phase has begun by itself, that one. */
  shown: string;
  /** Whose phase it takes this one for. */
  lead: string | null;
  /** The end that it rings for, by its own time and truly. */
  ended: number | null;
}

/** Somebody is at a machine. */
export interface Presence {
  machine: string;
  from: number;
  to: number;
}

/** Something lasts on a machine; null is until further notice. */
export interface Span {
  machine: string;
  from: number;
  to: number | null;
}

/** Something else that happened, for the story. */
export interface Note {
  at: number;
  machine: string;
  text: string;
}

/** Sees everything and knows true time; takes part in nothing. */
export interface Observer {
  frames: Frame[];
  actions: Action[];
  rings: Ring[];
  notes: Note[];
  presences: Presence[];
  /** What the server stored, and when. */
  stored: (WireRowOf & { at: number })[];
  cuts: Span[];
  /** Machines on which nobody is signed in; what was made there before the first sign-in is the person's own. */
  signedOut: Span[];
  /** Rows that waited on a machine when somebody signed out there and had everything removed. */
  removed: { machine: string; at: number; row: Change }[];
  /** What retention removed on the server, by table and id. */
  removedByRetention: Set<string>;
  /** What history said then of the sessions that these acts were about. */
  historyAtRetention: { at: number; id: string; outcome: unknown; active_time: unknown }[];
  /** Disks without room. */
  fullDisks: Span[];
  sleeps: Span[];
  /** Runs of a worker that ended without a warning. */
  deaths: { at: number; machine: string }[];
  /** What was wrong already while it happened. */
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

export function frameOf({ view, settings }: ToolbarState, seen: Omit<Frame, 'view' | 'goesOn'>): Frame {
  const isBreakNext = view.phase !== 'work';
  return {
    ...seen,
    view,
    goesOn: isBreakNext ? settings.auto_start_breaks : settings.auto_start_focus,
  };
}

export function ringOf(view: TimerView, heard: Pick<Ring, 'at' | 'machine' | 'corrected'>): Ring {
  return {
    ...heard,
    shown: `${view.state} ${view.session_id} ${view.ends_at}`,
    lead: view.lead,
    ended: view.state === 'finished' ? view.ends_at : null,
  };
}
