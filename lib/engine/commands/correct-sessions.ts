import type { Correction } from '../../corrections/correction.ts';
import { correct } from '../../corrections/judge-corrections.ts';
import { mayCorrect } from '../../corrections/may-correct.ts';
import { currentSessions } from '../../corrections/session-row.ts';
import type { Ledger } from '../../store/ledger.ts';
import { rulesVersion } from '../../timer/replay.ts';
import type { Snapshot } from '../snapshot.ts';
import type { EngineAnswer } from './answer.ts';

/** Writes all of the corrections in one transaction, or none. They are judged anew: the history may have changed since. */
export async function correctSessions(
  ledger: Pick<Ledger, 'all' | 'record' | 'localValue'>,
  owner: string,
  corrections: readonly Correction[],
  { sessions, settings, now }: Snapshot,
): Promise<EngineAnswer> {
  if (!(await mayCorrect(owner, ledger))) return { ok: false, reason: 'server_keeps_no_corrections' };
  const stored = await ledger.all('pomodoro_sessions');
  // The page made the ids of what it adds. So these are the same corrections once more.
  const added = new Set(corrections.flatMap((one) => ('added' in one ? [one.session] : [])));
  if (stored.some(({ id }) => added.has(id))) return { ok: true };
  const corrected = correct(corrections, {
    sessions: currentSessions(stored, sessions, rulesVersion),
    now,
    beside: { preset_type: settings.preset },
  });
  if (!corrected.ok) {
    const [fault] = corrected.faults;
    return { ok: false, reason: fault?.reason ?? 'session_unknown' };
  }
  if (corrected.rows.length > 0) {
    await ledger.record(corrected.rows.map((row) => ({ table: 'pomodoro_sessions' as const, row })));
  }
  return { ok: true };
}
