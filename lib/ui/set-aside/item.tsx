import { i18n } from '#i18n';
import { useId, useState } from 'preact/hooks';
import type { SetAsideRow } from '../../store/ledger.ts';
import type { Change } from '../../store/rows.ts';
import { actOf, type HumanAct } from '../../timer/checkpoint.ts';
import { CopyButton } from '../kit/copy-button.tsx';
import { briefTime } from '../kit/date-text.ts';
import type { PageActions } from '../page/actions.ts';
import { setAsideReason } from './reason.ts';

export interface SetAsideItemProps {
  row: SetAsideRow;
  /** Corrected time, milliseconds. */
  now: number;
  actions: PageActions;
  copy(text: string): Promise<void>;
}

/** A change that the server refused: what it is, why, and what can be done about it. */
export function SetAsideItem({ row, now, actions, copy }: SetAsideItemProps) {
  const id = useId();
  const [isAsking, ask] = useState(false);
  const { change } = row;
  const why = setAsideReason(row);
  const key = { table: change.table, id: change.row.id };
  return (
    <li>
      <span id={id} dir="auto" class="aside-name">
        {nameOf(change, now)}
      </span>
      {/* The server's own sentences are in English only. */}
      {why === null ? <small lang="en">{row.reason}</small> : <small>{why}</small>}
      {isAsking && <p>{i18n.t('sync.discard_text')}</p>}
      <div class="aside-ways">
        {isAsking ? (
          <>
            <button
              type="button"
              class="chip"
              aria-describedby={id}
              onClick={() => void actions.send({ type: 'discard-aside', ...key })}
            >
              {i18n.t('sync.discard_now')}
            </button>
            <button type="button" class="chip" aria-describedby={id} onClick={() => ask(false)}>
              {i18n.t('sync.keep')}
            </button>
          </>
        ) : (
          <>
            <button
              type="button"
              class="chip"
              aria-describedby={id}
              onClick={() => void actions.send({ type: 'retry-aside', ...key })}
            >
              {i18n.t('sync.try_again')}
            </button>
            <button type="button" class="chip" aria-describedby={id} onClick={() => ask(true)}>
              {i18n.t('sync.discard')}
            </button>
            <CopyButton name={i18n.t('sync.copy')} text={() => asText(row)} copy={copy} of={id} />
          </>
        )}
      </div>
    </li>
  );
}

const knownActs = new Set<string>([
  'start',
  'pause',
  'resume',
  'extend',
  'skip',
  'stop',
  'handoff',
  'drop',
  'retask',
  'internal',
  'external',
  'uncount',
  'backdate',
  'begin',
] satisfies (HumanAct | 'begin')[]);

function nameOf(change: Change, now: number): string {
  switch (change.table) {
    case 'tasks':
      return i18n.t('sync.aside_task', [change.row.title]);
    case 'users':
      return i18n.t('sync.aside_settings');
    case 'pomodoro_checkpoints': {
      const act = actOf(change.row);
      const known = knownActs.has(act) ? (act as HumanAct) : 'other';
      return i18n.t(`sync.act.${known}`, [briefTime(change.row.timestamp, now)]);
    }
    case 'pomodoro_sessions': {
      const { session_type, start_time } = change.row;
      return i18n.t('sync.aside_session', [i18n.t(`phase.${session_type}`), briefTime(start_time, now)]);
    }
    case 'devices':
      return i18n.t('sync.aside_device');
  }
}

function asText({ change: { table, row }, code, rule, reason, at }: SetAsideRow): string {
  return JSON.stringify(
    { table, row, refused: { code, rule, reason, at: new Date(at).toISOString() } },
    null,
    2,
  );
}
