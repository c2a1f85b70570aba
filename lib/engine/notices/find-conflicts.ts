import { actOf, type Checkpoint } from '../../timer/checkpoint.ts';
import type { OrderedCheckpoint } from '../../timer/replay-order.ts';
import type { SessionRecord } from '../../timer/timer.ts';
import type { ConflictEffect, ConflictNotice } from './conflict-notice.ts';
import { readPast, type PastTimer } from './past-timer.ts';
import { looksAlike, noticesStayFor, type SeenSnapshot, type SeenState } from './seen-state.ts';

/**
 * What a screen showed for less than this (milliseconds) is not missed. A computer that wakes draws what it knows, and
 * hears from the other devices a second later.
 */
const moment = 10_000;

/** What the search for conflicts works on. */
interface Search {
  seen: SeenState;
  snapshot: SeenSnapshot;
  device: string;
  past: PastTimer;
  /** Ids of acts without effect. */
  ineffective: ReadonlySet<string>;
  /** Whether the act comes from another device, is new to this one, and is in no notice yet. */
  isNew(act: Checkpoint): boolean;
}

/** An act of another device, and what it did here. */
interface Conflict {
  by: OrderedCheckpoint;
  effect: ConflictEffect;
}

/**
 * What new acts of other devices did to this screen, newest first. Each act has one notice, even if it did several
 * things. The first of these counts: an act made here had no effect, an ended session ended differently, one session
 * replaced another, a task that was given here gave way.
 */
export function findConflicts(seen: SeenState, snapshot: SeenSnapshot, device: string): ConflictNotice[] {
  const { checkpoints, ineffective, now } = snapshot;
  const acts = new Set(seen.acts);
  const told = new Set(seen.notes.map(({ id }) => id));
  const isNew = ({ id, device_id, timestamp }: Checkpoint): boolean =>
    device_id !== device && now - timestamp < noticesStayFor && !acts.has(id) && !told.has(id);
  if (!checkpoints.some(isNew)) return [];

  const search = {
    seen,
    snapshot,
    device,
    past: readPast(checkpoints),
    ineffective: new Set(ineffective),
    isNew,
  };
  const notices: ConflictNotice[] = [];
  for (const find of [findIneffectiveActs, findRevisedEnds, findReplacedSessions, findOtherTasks]) {
    // One at a time: an act that is in a notice is not new for the next search.
    for (const { by, effect } of find(search)) {
      told.add(by.checkpoint.id);
      notices.push(noticeOf(by, effect, now));
    }
  }
  return notices.sort((a, b) => b.at - a.at);
}

/** Acts made here that had no effect because of an earlier one elsewhere. */
function* findIneffectiveActs({ snapshot, device, past, ineffective, isNew }: Search): Generator<Conflict> {
  for (const id of snapshot.ineffective) {
    const mine = past.find(id);
    if (mine?.checkpoint.device_id !== device || !isExpectedToWork(mine.checkpoint)) continue;
    const { session_id: session, session_type: phase } = mine.checkpoint;
    const type = actOf(mine.checkpoint);
    const lastHere = past.last(
      ({ checkpoint }) =>
        checkpoint.device_id === device &&
        checkpoint.session_id === session &&
        !ineffective.has(checkpoint.id),
    );
    // Somebody who has gone on with the session since does not miss the act.
    const hasGoneOn = lastHere !== undefined && lastHere.at > mine.at;
    if (hasGoneOn || snapshot.now - mine.at > noticesStayFor) continue;
    const by = past.whyIneffective(mine);
    if (!by || !isNew(by.checkpoint)) continue;
    yield { by, effect: { kind: 'late', session, phase, mine: { type, at: mine.at } } };
  }
}

/** Sessions that had ended on this screen, and have now ended differently or not at all. */
function* findRevisedEnds({ seen, snapshot, past, ineffective, isNew }: Search): Generator<Conflict> {
  for (const record of snapshot.sessions) {
    const { id: session, session_type: phase, ended_by } = record;
    const shown = seen.ends[session];
    if (!shown || looksAlike(shown, record)) continue;
    const { ended_at, since } = shown;
    const wasShownLate = since - ended_at >= moment;
    if (wasShownLate && snapshot.now - since < moment) continue;
    const by = past.last(
      ({ checkpoint, at }) =>
        at < ended_at &&
        (checkpoint.session_id === session || checkpoint.id === ended_by) &&
        !ineffective.has(checkpoint.id) &&
        isNew(checkpoint),
    );
    if (by) yield { by, effect: { kind: 'revised', session, phase, ended_at } };
  }
}

/** Sessions that were replaced by one whose starter did not know of them. */
function* findReplacedSessions(search: Search): Generator<Conflict> {
  for (const record of search.snapshot.sessions) {
    const by = record.outcome === 'interrupted' ? search.past.find(record.ended_by) : undefined;
    const conflict = by && replacement(record, by, search);
    if (conflict) yield conflict;
  }
}

function replacement(
  { id: session, session_type: phase }: SessionRecord,
  by: OrderedCheckpoint,
  { seen, device, past, isNew }: Search,
): Conflict | null {
  const isHere = by.checkpoint.device_id === device;
  // If this device replaced it, the other device's act is on the replaced session. Otherwise it is the one that
  // replaced it.
  const theirs = isHere
    ? past.last(({ checkpoint }) => checkpoint.session_id === session && takesSlot(checkpoint))
    : by;
  if (!theirs || !isNew(theirs.checkpoint)) return null;

  const known = new Set(seen.acts);
  // When this device acted, it did not know what it learned only afterwards.
  const wasKnown = known.has(by.checkpoint.id);
  const onScreen = isHere
    ? past.slotBefore(by, ({ checkpoint }) => !wasKnown || known.has(checkpoint.id))
    : past.slotKnownTo(by);
  const isOpen = onScreen?.state === 'running' || onScreen?.state === 'paused';
  // Somebody who starts a session while another one is on the screen knows that they replace it.
  if (onScreen?.session_id === session && (isHere || isOpen)) return null;

  const slot = past.slotBefore(by);
  if (slot?.session_id !== session || (!isHere && slot.lead !== device)) return null;
  const { session_id: successor, session_type: successor_phase } = by.checkpoint;
  const effect: ConflictEffect = {
    kind: isHere ? 'here' : 'there',
    session,
    phase,
    by: by.checkpoint.id,
    replaced_at: by.at,
    successor,
    successor_phase,
    canSwitch: slot.unattended === 0,
  };
  return { by: theirs, effect };
}

/** Sessions that were given a task here, and a later one elsewhere by somebody who did not know of it. */
function* findOtherTasks({ snapshot, device, past, ineffective, isNew }: Search): Generator<Conflict> {
  for (const { id: session, session_type: phase, outcome } of snapshot.sessions) {
    if (outcome === 'void') continue;
    const isRetask = ({ checkpoint }: OrderedCheckpoint) =>
      checkpoint.session_id === session && actOf(checkpoint) === 'retask' && !ineffective.has(checkpoint.id);
    const by = past.last(isRetask);
    if (!by || !isNew(by.checkpoint)) continue;
    const mine = past.last((act) => isRetask(act) && act.checkpoint.device_id === device);
    if (!mine || mine.checkpoint.task_id === by.checkpoint.task_id || past.knew(by, mine)) continue;
    yield { by, effect: { kind: 'retasked', session, phase } };
  }
}

/** The notice of this act, which is told from `now` on. */
export function noticeOf(
  { checkpoint, at }: OrderedCheckpoint,
  effect: ConflictEffect,
  now: number,
): ConflictNotice {
  const { id, device_id: device, session_id } = checkpoint;
  const act = session_id === effect.session ? actOf(checkpoint) : 'start';
  return { id, device, act, at, told_at: now, ...effect };
}

/** Nobody is told if an automatic phase, or the act that takes it back, has no effect. */
function isExpectedToWork({ checkpoint_type }: Checkpoint): boolean {
  return checkpoint_type !== 'begin' && checkpoint_type !== 'drop';
}

function takesSlot({ checkpoint_type }: Checkpoint): boolean {
  return checkpoint_type === 'start' || checkpoint_type === 'resume' || checkpoint_type === 'handoff';
}
