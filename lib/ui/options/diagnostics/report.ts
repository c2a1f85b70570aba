import type { DiagnosticEvent, DiagnosticLog } from '../../../messages/diagnostic-log.ts';
import type { Status } from '../../../messages/status.ts';
import type { LedgerStatus } from '../../../store/ledger-status.ts';
import type { SetAsideRow } from '../../../store/ledger.ts';
import { maskSecrets } from './mask-secrets.ts';

export interface ReportInput {
  version: string;
  userAgent: string;
  status: Status;
  waiting: number;
  setAside: readonly SetAsideRow[];
  log: DiagnosticLog;
  /** Null until the ledger was read. */
  ledgerStatus: LedgerStatus | null;
}

/** The beginning of an id tells it from others, and identifies nobody. */
export const shortId = (id: string): string => id.slice(0, 8);

/**
 * Lines that help to find a fault. A person reads them before passing them on, so they hold no e-mail, address, key or
 * title, and no whole id. They are English everywhere, because whoever gets them has to understand them.
 */
export function writeReport(input: ReportInput): string {
  const { version, userAgent, status, waiting, setAside, log, ledgerStatus } = input;
  const { link, problem, server, account, clock_offset } = status;
  const byTable = (ledgerStatus?.waiting ?? []).map(([table, count]) => ` ${table} ${count}`).join();
  const trust = log.clock_error === null ? 'not trusted' : `± ${Math.round(log.clock_error)} ms`;
  const { cursor, epoch } = ledgerStatus?.cursor ?? { cursor: 0, epoch: null };
  return [
    `baton ${version}`,
    userAgent,
    `link: ${link}${problem ? ` (${maskSecrets(`${problem.reason}: ${problem.detail}`)})` : ''}`,
    `server: ${server ? (server.own ? 'own' : 'built-in') : 'none'}, ${account ? 'signed in' : 'signed out'}`,
    `last sync: ${log.synced_at === null ? 'none' : timeOf(log.synced_at)}`,
    `cursor: ${cursor}, epoch ${epoch === null ? 'none' : shortId(epoch)}`,
    `changes: ${waiting} waiting${byTable && `,${byTable}`}, ${setAside.length} refused`,
    ...setAside.map(({ change, code }) => `  ${change.table} ${shortId(change.row.id)}: ${code}`),
    `clock offset: ${Math.round(clock_offset)} ms, ${trust}`,
    `errors: ${log.errors.length}`,
    ...log.errors.map(line),
    `events: ${log.events.length}`,
    ...log.events.map(line),
  ].join('\n');
}

function line({ at, code, about, times }: DiagnosticEvent): string {
  return `  ${timeOf(at)} ${code} ${maskSecrets(about)}`.trimEnd() + (times > 1 ? ` ×${times}` : '');
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
