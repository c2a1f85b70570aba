import type { ConflictNotice, ConflictMatter } from './conflict-notice.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import type { OrderedCheckpoint } from '../../timer/replay-order.ts';
import { readPast } from './past-timer.ts';
import { looksAlike, type SeenState, noticesStayFor, type SeenSnapshot } from './seen-state.ts';

/**
 * What a screen shows for less than this (milliseconds) is only on its way to being put right, unless the end came
 * before its eyes: a computer that wakes draws what it knows and hears the news a second later.
 */
const moment = 10_000;

/**
 * What others' acts that this device had not known did to its screen, newest first. Each act is told of once,
 * whatever all it did: first that something done here came to nothing, then what a session that had ended came to,
 * then that one session replaced another.
 */
export function conflictNoticesOf(memory: SeenState, seen: SeenSnapshot, device: string): ConflictNotice[] {
  const { checkpoints, sessions, ineffective, now } = seen;
  const acts = new Set(memory.acts);
  const told = new Set(memory.notes.map(({ id }) => id));
  const isNews = ({ id, device_id, timestamp }: Checkpoint): boolean =>
    device_id !== device && now - timestamp < noticesStayFor && !acts.has(id) && !told.has(id);
  if (!checkpoints.some(isNews)) return [];
  const past = readPast(checkpoints);
  const vain = new Set(ineffective);
  const notes: ConflictNotice[] = [];

  function tell(by: OrderedCheckpoint, matter: ConflictMatter): void {
    told.add(by.checkpoint.id);
    notes.push(noticeOf(by, matter, now));
  }

  for (const id of ineffective) {
    const mine = past.find(id);
    if (mine?.checkpoint.device_id !== device || !isMissed(mine.checkpoint)) continue;
    const { session_id: session, session_type: phase, checkpoint_type: type } = mine.checkpoint;
    const since = past.last(
      ({ checkpoint }) =>
        checkpoint.device_id === device && checkpoint.session_id === session && !vain.has(checkpoint.id),
    );
    // Whoever has gone on with it since does not miss what came to nothing.
    if (now - mine.at > noticesStayFor || (since && since.at > mine.at)) continue;
    const by = past.forestalled(mine);
    if (by && isNews(by.checkpoint)) tell(by, { kind: 'late', session, phase, mine: { type, at: mine.at } });
  }

  for (const record of sessions) {
    const { id: session, session_type: phase, ended_by } = record;
    const shown = memory.ends[session];
    if (!shown || looksAlike(shown, record)) continue;
    const { ended_at, since } = shown;
    if (now - since < moment && since - ended_at >= moment) continue;
    const by = past.last(
      ({ checkpoint, at }) =>
        at < ended_at &&
        (checkpoint.session_id === session || checkpoint.id === ended_by) &&
        !vain.has(checkpoint.id) &&
        isNews(checkpoint),
    );
    if (by) tell(by, { kind: 'revised', session, phase, ended_at });
  }

  for (const { id: session, session_type: phase, outcome, ended_by } of sessions) {
    const by = outcome === 'interrupted' ? past.find(ended_by) : undefined;
    if (!by) continue;
    const isHere = by.checkpoint.device_id === device;
    // Here what was replaced is the news, there what took its place.
    const news = isHere
      ? past.last(({ checkpoint }) => checkpoint.session_id === session && isTaking(checkpoint))
      : by;
    if (!news || !isNews(news.checkpoint)) continue;
    // What was news after an act of this device it had not known when it acted.
    const wasKnown = acts.has(by.checkpoint.id);
    const onScreen = isHere
      ? past.slotBefore(by, ({ checkpoint }) => !wasKnown || acts.has(checkpoint.id))
      : past.slotSeenBy(by);
    const isOpen = onScreen?.state === 'running' || onScreen?.state === 'paused';
    // Who starts a session with another one before their eyes knows what they do.
    if (onScreen?.session_id === session && (isHere || isOpen)) continue;
    const slot = past.slotBefore(by);
    if (slot?.session_id !== session || (!isHere && slot.lead !== device)) continue;
    const { session_id: successor, session_type: successor_phase } = by.checkpoint;
    tell(news, {
      kind: isHere ? 'here' : 'there',
      session,
      phase,
      by: by.checkpoint.id,
      replaced_at: by.at,
      successor,
      successor_phase,
      canSwitch: slot.unattended === 0,
    });
  }
  return notes.sort((a, b) => b.at - a.at);
}

/** What is to be told of this act from `now` on. */
export function noticeOf(
  { checkpoint, at }: OrderedCheckpoint,
  matter: ConflictMatter,
  now: number,
): ConflictNotice {
  const { id, device_id: device, session_id, checkpoint_type } = checkpoint;
  const act = session_id === matter.session ? checkpoint_type : 'start';
  return { id, device, act, at, told_at: now, ...matter };
}

/** What begins by itself, and what takes that back, may come to nothing without a word. */
function isMissed({ checkpoint_type }: Checkpoint): boolean {
  return checkpoint_type !== 'begin' && checkpoint_type !== 'drop';
}

function isTaking({ checkpoint_type }: Checkpoint): boolean {
  return checkpoint_type === 'start' || checkpoint_type === 'resume' || checkpoint_type === 'handoff';
}
