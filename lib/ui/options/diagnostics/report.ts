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
  journal: DiagnosticLog;
  /** Null until the ledger was read. */
  ledgerStatus: LedgerStatus | null;
}

/** An id's beginning tells it from others and nothing else. */
export const shortId = (id: string): string => id.slice(0, 8);

/**
 * Lines that help to find a fault, for a person to read before passing them on, in the same words everywhere. There
 * is no e-mail, address, key or title in them, and no whole id.
 */
export function writeReport(input: ReportInput): string {
  const { version, userAgent, status, waiting, setAside, journal, ledgerStatus } = input;
  const { link, problem, server, account, clock_offset } = status;
  const byTable = (ledgerStatus?.waiting ?? []).map(([table, count]) => ` ${table} ${count}`).join();
  const trust = journal.clock_error === null ? 'not trusted' : `± ${Math.round(journal.clock_error)} ms`;
  const { cursor, epoch } = ledgerStatus?.cursor ?? { cursor: 0, epoch: null };
  return [
    `baton ${version}`,
    userAgent,
    `link: ${link}${problem ? ` (${maskSecrets(`${problem.reason}: ${problem.detail}`)})` : ''}`,
    `server: ${server ? (server.own ? 'own' : 'built-in') : 'none'}, ${account ? 'signed in' : 'signed out'}`,
    `last sync: ${journal.synced_at === null ? 'none' : timeOf(journal.synced_at)}`,
    `cursor: ${cursor}, epoch ${epoch === null ? 'none' : shortId(epoch)}`,
    `changes: ${waiting} waiting${byTable && `,${byTable}`}, ${setAside.length} refused`,
    ...setAside.map(({ change, code }) => `  ${change.table} ${shortId(change.row.id)}: ${code}`),
    `clock offset: ${Math.round(clock_offset)} ms, ${trust}`,
    `errors: ${journal.errors.length}`,
    ...journal.errors.map(line),
    `events: ${journal.events.length}`,
    ...journal.events.map(line),
  ].join('\n');
}

function line({ at, code, about, times }: DiagnosticEvent): string {
  return `  ${timeOf(at)} ${code} ${maskSecrets(about)}`.trimEnd() + (times > 1 ? ` ×${times}` : '');
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
