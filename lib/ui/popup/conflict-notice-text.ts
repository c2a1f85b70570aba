import { i18n } from '#i18n';
import type {
  ConflictNotice,
  LateNotice,
  ReplacedNotice,
  RevisedNotice,
} from '../../engine/notices/conflict-notice.ts';
import { joinSentences } from '../../language/join-sentences.ts';
import type { Replay } from '../../timer/replay.ts';
import type { SessionRecord } from '../../timer/timer.ts';
import { weekTime } from '../kit/week-time.ts';

/** What the sentence of a notice is made from. */
export interface NoticeContext {
  /** What the devices of the account are called, by id. */
  names: ReadonlyMap<string, string>;
  replayed: Pick<Replay, 'timer' | 'sessions'>;
  /** Corrected time, milliseconds. */
  now: number;
}

type Replaced = ReplacedNotice;
type Revised = RevisedNotice;
type Late = LateNotice;

const minute = 60_000;

/** Says in a sentence or two what another device's act did to this screen. It stays true while the timer goes on. */
export function conflictNoticeText(notice: ConflictNotice, context: NoticeContext): string {
  if (notice.kind === 'late') return lateNoticeText(notice, context);
  if (notice.kind === 'revised') return revisedNoticeText(notice, context);
  if (notice.kind === 'retasked') {
    return i18n.t('told.retasked', [nameOf(notice.device, context), timeOf(notice.at, context)]);
  }
  return replacedNoticeText(notice, context);
}

/** The session that a person can switch back to: one that they began, while the one in its place is open. */
export function sessionToSwitchTo(
  notice: ConflictNotice,
  { timer }: NoticeContext['replayed'],
): string | null {
  if (!('canSwitch' in notice) || !notice.canSwitch) return null;
  const isOpen = timer.slot?.state === 'running' || timer.slot?.state === 'paused';
  return isOpen && timer.slot?.session_id === notice.successor ? notice.session : null;
}

function replacedNoticeText(
  { kind, phase, successor_phase, device, replaced_at }: Replaced,
  context: NoticeContext,
) {
  const what = phase === successor_phase ? phase : 'other';
  return i18n.t(`told.${kind}.${what}`, [nameOf(device, context), timeOf(replaced_at, context)]);
}

function lateNoticeText({ act, device, at, mine }: Late, context: NoticeContext): string {
  const already = i18n.t(`told.already.${isEnd(act) ? act : 'other'}`, [
    nameOf(device, context),
    timeOf(at, context),
  ]);
  const { type } = mine;
  return isVain(type)
    ? joinSentences(already, i18n.t(`told.vain.${type}`, [timeOf(mine.at, context)]))
    : already;
}

function revisedNoticeText(
  { act, device, at, session, phase, ended_at }: Revised,
  context: NoticeContext,
): string {
  const { sessions } = context.replayed;
  const was = i18n.t(`told.was.${phase}`, [timeOf(ended_at, context)]);
  const record = sessions.find(({ id }) => id === session);
  const now = record ? outcomeText(record, was, context) : was;
  const head = i18n.t(`told.revised.${isEnd(act) || act === 'extend' || act === 'drop' ? act : 'other'}`, [
    nameOf(device, context),
    timeOf(at, context),
    now,
  ]);
  // A phase that begins by itself begins exactly where the one before ended.
  const isTakenBack = sessions.some(
    ({ id, outcome, started_at }) => id !== session && outcome === 'void' && started_at === ended_at,
  );
  return isTakenBack ? joinSentences(head, i18n.t('told.taken_back')) : head;
}

/** `was` names the session as it was shown. The rest says what it is now. */
function outcomeText(
  { id, outcome, active_time }: SessionRecord,
  was: string,
  context: NoticeContext,
): string {
  const { slot } = context.replayed.timer;
  if (outcome === 'void') return i18n.t('told.gone', [was]);
  if (slot?.session_id === id && outcome === 'running') {
    return i18n.t('told.goes_on', [timeOf(slot.ends_at ?? context.now, context), was]);
  }
  if (slot?.session_id === id && outcome === 'paused') {
    const left = Math.ceil(slot.remaining_time / minute);
    return i18n.t('told.left', left, [String(left), was]);
  }
  const minutes = Math.round(active_time / minute);
  return i18n.t('told.counts', minutes, [String(minutes), was]);
}

function nameOf(id: string, { names }: NoticeContext): string {
  return names.get(id) || i18n.t('timer.another_device');
}

function timeOf(at: number, { now }: NoticeContext): string {
  return weekTime(at, now);
}

const ends = ['start', 'stop', 'skip', 'pause', 'resume'] as const;

function isEnd(act: string): act is (typeof ends)[number] {
  return (ends as readonly string[]).includes(act);
}

const vain = ['pause', 'resume', 'extend', 'skip', 'stop', 'retask', 'backdate'] as const;

function isVain(act: string): act is (typeof vain)[number] {
  return (vain as readonly string[]).includes(act);
}
