import type { DiagnosticLog } from '../../messages/diagnostic-log.ts';
import type { LedgerStatus } from '../../store/ledger-status.ts';
import { afternoon } from './fixtures.ts';

const minute = 60_000;
const failed = {
  at: afternoon - 12 * minute,
  code: 'fail' as const,
  about: 'unreachable TypeError: Failed to fetch https://abc.supabase.co',
  times: 3,
};

/** An hour as the background may note it. */
export const someDiagnosticLog: DiagnosticLog = {
  events: [
    { at: afternoon - 40 * minute, code: 'wake', about: 'start', times: 1 },
    { at: afternoon - 39 * minute, code: 'up', about: '', times: 1 },
    { at: afternoon - 30 * minute, code: 'sync', about: '1 2', times: 1 },
    { at: afternoon - 20 * minute, code: 'hint', about: '1', times: 2 },
    failed,
    { at: afternoon - 11 * minute, code: 'wake', about: 'pulse', times: 14 },
  ],
  errors: [failed],
  synced_at: afternoon - 11 * minute,
  clock_error: 21.5,
};

export const someLedgerStatus: LedgerStatus = {
  cursor: { cursor: 1812, epoch: '0b8f8f6e-8a3c-4d0e-9a53-1f6d1f0c7f01' },
  waiting: [
    ['pomodoro_checkpoints', 1],
    ['tasks', 1],
  ],
};
