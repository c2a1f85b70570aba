import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { SetAsideRow } from '../../store/ledger.ts';
import type { Change } from '../../store/rows.ts';
import type { HumanAct } from '../../timer/checkpoint.ts';
import type { Acts } from '../page/actions.ts';
import { CopyButton } from '../kit/copy-button.tsx';
import { refusedWhy } from './reason.ts';
import { briefTime } from '../kit/date-text.ts';

export interface RefusedRowProps {
  refused: SetAsideRow;
  /** Corrected time, milliseconds. */
  now: number;
  acts: Acts;
  copy(text: string): Promise<void>;
}

/** A change that the server refused: what it is, why, and the ways out. */
export function RefusedRow({ refused, now, acts, copy }: RefusedRowProps) {
  const id = useId();
  const [isAsking, ask] = useState(false);
  const { change } = refused;
  const why = refusedWhy(refused);
  const row = { table: change.table, id: change.row.id };
  return (
    <li>
      <span id={id} dir="auto" class="aside-name">
        {nameOf(change, now)}
      </span>
      {/* The server has its sentences in English only. */}
      {why === null ? <small lang="en">{refused.reason}</small> : <small>{why}</small>}
      {isAsking && <p>{i18n.t('sync.discard_text')}</p>}
      <div class="aside-ways">
        {isAsking ? (
          <>
            <button
              type="button"
              class="chip"
              aria-describedby={id}
              onClick={() => void acts.act({ type: 'discard-aside', ...row })}
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
              onClick={() => void acts.act({ type: 'retry-aside', ...row })}
            >
              {i18n.t('sync.try_again')}
            </button>
            <button type="button" class="chip" aria-describedby={id} onClick={() => ask(true)}>
              {i18n.t('sync.discard')}
            </button>
            <CopyButton name={i18n.t('sync.copy')} text={() => asText(refused)} copy={copy} of={id} />
          </>
        )}
      </div>
    </li>
  );
}

const acts = new Set<string>([
  'start',
  'pause',
  'resume',
  'extend',
  'skip',
  'stop',
  'handoff',
  'drop',
  'begin',
] satisfies (HumanAct | 'begin')[]);

function nameOf(change: Change, now: number): string {
  switch (change.table) {
    case 'tasks':
      return i18n.t('sync.aside_task', [change.row.title]);
    case 'users':
      return i18n.t('sync.aside_settings');
    case 'pomodoro_checkpoints': {
      const { checkpoint_type, timestamp } = change.row;
      const act = acts.has(checkpoint_type) ? (checkpoint_type as HumanAct) : 'other';
      return i18n.t(`sync.act.${act}`, [briefTime(timestamp, now)]);
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
