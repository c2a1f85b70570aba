import type { Checkpoint } from '../../timer/checkpoint.ts';
import type { OrderedCheckpoint } from '../../timer/replay-order.ts';
import type { SessionRecord } from '../../timer/timer.ts';
import type { ConflictMatter, ConflictNotice } from './conflict-notice.ts';
import { readPast, type PastTimer } from './past-timer.ts';
import { looksAlike, noticesStayFor, type SeenSnapshot, type SeenState } from './seen-state.ts';

/**
 * A screen that shows something for less than this (milliseconds) is only on its way to being put right: a computer
 * that wakes draws what it knows, and hears from the others a second later.
 */
const moment = 10_000;

/** All that finding conflicts looks at. */
interface Search {
  seen: SeenState;
  snapshot: SeenSnapshot;
  device: string;
  past: PastTimer;
  /** Acts without effect. */
  vain: ReadonlySet<string>;
  /** Whether an act of another device is new to this one, and has not been told of. */
  isNews(act: Checkpoint): boolean;
}

/** An act of another device, and what it did here. */
interface Conflict {
  by: OrderedCheckpoint;
  matter: ConflictMatter;
}

/**
 * What others' acts that this device had not known did to its screen, newest first. Each act is told of once, whatever
 * all it did. What comes first counts: an act here came to nothing, then an ended session came out differently, then
 * one session replaced another.
 */
export function findConflicts(seen: SeenState, snapshot: SeenSnapshot, device: string): ConflictNotice[] {
  const { checkpoints, ineffective, now } = snapshot;
  const acts = new Set(seen.acts);
  const told = new Set(seen.notes.map(({ id }) => id));
  const isNews = ({ id, device_id, timestamp }: Checkpoint): boolean =>
    device_id !== device && now - timestamp < noticesStayFor && !acts.has(id) && !told.has(id);
  if (!checkpoints.some(isNews)) return [];

  const search = { seen, snapshot, device, past: readPast(checkpoints), vain: new Set(ineffective), isNews };
  const notices: ConflictNotice[] = [];
  for (const find of [findVainActs, findRevisedEnds, findReplacedSessions]) {
    // One at a time: what has been told of is no news for the next.
    for (const { by, matter } of find(search)) {
      told.add(by.checkpoint.id);
      notices.push(noticeOf(by, matter, now));
    }
  }
  return notices.sort((a, b) => b.at - a.at);
}

/** Acts made here that came to nothing because of an earlier one elsewhere. */
function* findVainActs({ snapshot, device, past, vain, isNews }: Search): Generator<Conflict> {
  for (const id of snapshot.ineffective) {
    const mine = past.find(id);
    if (mine?.checkpoint.device_id !== device || !isExpectedToWork(mine.checkpoint)) continue;
    const { session_id: session, session_type: phase, checkpoint_type: type } = mine.checkpoint;
    const lastHere = past.last(
      ({ checkpoint }) =>
        checkpoint.device_id === device && checkpoint.session_id === session && !vain.has(checkpoint.id),
    );
    // Whoever has gone on with the session since does not miss what came to nothing.
    const hasGoneOn = lastHere !== undefined && lastHere.at > mine.at;
    if (hasGoneOn || snapshot.now - mine.at > noticesStayFor) continue;
    const by = past.whyVain(mine);
    if (!by || !isNews(by.checkpoint)) continue;
    yield { by, matter: { kind: 'late', session, phase, mine: { type, at: mine.at } } };
  }
}

/** Sessions that had ended on this screen, and have now ended otherwise or not at all. */
function* findRevisedEnds({ seen, snapshot, past, vain, isNews }: Search): Generator<Conflict> {
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
        !vain.has(checkpoint.id) &&
        isNews(checkpoint),
    );
    if (by) yield { by, matter: { kind: 'revised', session, phase, ended_at } };
  }
}

/** Sessions that another one took the place of, where whoever started that one did not know of them. */
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
  { seen, device, past, isNews }: Search,
): Conflict | null {
  const isHere = by.checkpoint.device_id === device;
  // Where it was replaced from here the news is the replaced session, elsewhere what took its place.
  const news = isHere
    ? past.last(({ checkpoint }) => checkpoint.session_id === session && takesSlot(checkpoint))
    : by;
  if (!news || !isNews(news.checkpoint)) return null;

  const known = new Set(seen.acts);
  // What this device learned of only after its own act, it did not know when it acted.
  const wasKnown = known.has(by.checkpoint.id);
  const onScreen = isHere
    ? past.slotBefore(by, ({ checkpoint }) => !wasKnown || known.has(checkpoint.id))
    : past.slotKnownTo(by);
  const isOpen = onScreen?.state === 'running' || onScreen?.state === 'paused';
  // Who starts a session with another one on the screen knows what they do.
  if (onScreen?.session_id === session && (isHere || isOpen)) return null;

  const slot = past.slotBefore(by);
  if (slot?.session_id !== session || (!isHere && slot.lead !== device)) return null;
  const { session_id: successor, session_type: successor_phase } = by.checkpoint;
  const matter: ConflictMatter = {
    kind: isHere ? 'here' : 'there',
    session,
    phase,
    by: by.checkpoint.id,
    replaced_at: by.at,
    successor,
    successor_phase,
    canSwitch: slot.unattended === 0,
  };
  return { by: news, matter };
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

/** A phase that begins by itself, and the act that takes it back, may come to nothing without a word. */
function isExpectedToWork({ checkpoint_type }: Checkpoint): boolean {
  return checkpoint_type !== 'begin' && checkpoint_type !== 'drop';
}

function takesSlot({ checkpoint_type }: Checkpoint): boolean {
  return checkpoint_type === 'start' || checkpoint_type === 'resume' || checkpoint_type === 'handoff';
}
