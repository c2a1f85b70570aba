import { i18n } from '#i18n';
import { joinSentences } from '../../language/join-sentences.ts';
import type {
  ConflictNotice,
  LateNotice,
  ReplacedNotice,
  RevisedNotice,
} from '../../engine/notices/conflict-notice.ts';
import type { Device } from '../../store/rows.ts';
import type { Replay } from '../../timer/replay.ts';
import type { SessionRecord } from '../../timer/timer.ts';
import { timeOfDay } from '../kit/clock-text.ts';
import { isSameDay } from '../kit/date-text.ts';
import { uiLocale } from '../kit/locale.ts';

/** What the sentence of a note is made with. */
export interface Telling {
  devices: readonly Pick<Device, 'id' | 'name'>[];
  replayed: Pick<Replay, 'timer' | 'sessions'>;
  /** Corrected time, milliseconds. */
  now: number;
}

type Replaced = ReplacedNotice;
type Revised = RevisedNotice;
type Late = LateNotice;

const minute = 60_000;

/** What another device's act did to this screen, in a sentence or two; it stays true while the timer goes on. */
export function noteText(note: ConflictNotice, telling: Telling): string {
  if (note.kind === 'late') return lateText(note, telling);
  if (note.kind === 'revised') return revisedText(note, telling);
  return replacedText(note, telling);
}

/** Whether there is still something to tell: what was replaced may have come back by now. */
export function isStanding(note: ConflictNotice, { sessions }: Telling['replayed']): boolean {
  const record = sessions.find(({ id }) => id === note.session);
  // One that is not there belongs to somebody who was signed in here before.
  return 'by' in note ? record?.ended_by === note.by : record !== undefined;
}

/** The session that a person can switch back to: one they began, while what took its place is not over. */
export function sessionToSwitchTo(note: ConflictNotice, { timer }: Telling['replayed']): string | null {
  if (note.kind === 'late' || note.kind === 'revised' || !note.canSwitch) return null;
  const isOpen = timer.slot?.state === 'running' || timer.slot?.state === 'paused';
  return isOpen && timer.slot?.session_id === note.successor ? note.session : null;
}

function replacedText({ kind, phase, successor_phase, device, replaced_at }: Replaced, telling: Telling) {
  const what = phase === successor_phase ? phase : 'other';
  return i18n.t(`told.${kind}.${what}`, [nameOf(device, telling), timeOf(replaced_at, telling)]);
}

function lateText({ act, device, at, mine }: Late, telling: Telling): string {
  const already = i18n.t(`told.already.${isEnd(act) ? act : 'other'}`, [
    nameOf(device, telling),
    timeOf(at, telling),
  ]);
  const { type } = mine;
  return isVain(type)
    ? joinSentences(already, i18n.t(`told.vain.${type}`, [timeOf(mine.at, telling)]))
    : already;
}

function revisedText({ act, device, at, session, phase, ended_at }: Revised, telling: Telling): string {
  const { sessions } = telling.replayed;
  const was = i18n.t(`told.was.${phase}`, [timeOf(ended_at, telling)]);
  const record = sessions.find(({ id }) => id === session);
  const now = record ? outcomeText(record, was, telling) : was;
  const head = i18n.t(`told.revised.${isEnd(act) || act === 'extend' || act === 'drop' ? act : 'other'}`, [
    nameOf(device, telling),
    timeOf(at, telling),
    now,
  ]);
  // What begins by itself does so at the very end of the one before.
  const isTakenBack = sessions.some(
    ({ id, outcome, started_at }) => id !== session && outcome === 'void' && started_at === ended_at,
  );
  return isTakenBack ? joinSentences(head, i18n.t('told.taken_back')) : head;
}

/** `was` names the session as it stood; the rest says what has become of it. */
function outcomeText({ id, outcome, active_time }: SessionRecord, was: string, telling: Telling): string {
  const { slot } = telling.replayed.timer;
  if (outcome === 'void') return i18n.t('told.gone', [was]);
  if (slot?.session_id === id && outcome === 'running') {
    return i18n.t('told.goes_on', [timeOf(slot.ends_at ?? telling.now, telling), was]);
  }
  if (slot?.session_id === id && outcome === 'paused') {
    const left = Math.ceil(slot.remaining_time / minute);
    return i18n.t('told.left', left, [String(left), was]);
  }
  const minutes = Math.round(active_time / minute);
  return i18n.t('told.counts', minutes, [String(minutes), was]);
}

function nameOf(id: string, { devices }: Telling): string {
  return devices.find((device) => device.id === id)?.name || i18n.t('timer.another_device');
}

function timeOf(at: number, { now }: Telling): string {
  if (isSameDay(at, now)) return timeOfDay(at);
  return new Date(at).toLocaleString(uiLocale(), { weekday: 'short', hour: 'numeric', minute: '2-digit' });
}

const ends = ['start', 'stop', 'skip', 'pause', 'resume'] as const;

function isEnd(act: string): act is (typeof ends)[number] {
  return (ends as readonly string[]).includes(act);
}

const vain = ['pause', 'resume', 'extend', 'skip', 'stop'] as const;

function isVain(act: string): act is (typeof vain)[number] {
  return (vain as readonly string[]).includes(act);
}
