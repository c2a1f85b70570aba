import './view.css';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { DiagnosticEvent, DiagnosticLog } from '../../../messages/diagnostic-log.ts';
import type { LedgerStatus } from '../../../store/ledger-status.ts';
import type { Table } from '../../../store/rows.ts';
import { CopyButton } from '../../kit/copy-button.tsx';
import { writeReport, shortId, type ReportInput } from './report.ts';
import { eventText } from './event-text.ts';
import type { SeenContact } from '../../page/contact-signal.ts';
import { syncSummary } from '../../page/sync-summary.ts';
import { listText } from '../../kit/list-text.ts';
import { briefTime } from '../../kit/date-text.ts';
import { numberText } from '../../kit/number-text.ts';

export interface DiagnosticsEnvironment {
  version: string;
  userAgent: string;
  log: ReadonlySignal<DiagnosticLog>;
  /** Reads how an account's ledger stands. Null is the ledger from before anybody signed in. */
  readLedgerStatus(owner: string | null): Promise<LedgerStatus>;
  copy(text: string): Promise<void>;
}

export interface DiagnosticsViewProps extends Pick<ReportInput, 'status' | 'waiting' | 'setAside'> {
  contact: SeenContact;
  environment: DiagnosticsEnvironment;
  /** This machine's clock, milliseconds. */
  now: number;
}

/** Shows how this browser stands to the server, what it did and what went wrong, to be read and passed on. */
export function DiagnosticsView({
  status,
  waiting,
  setAside,
  contact,
  environment,
  now,
}: DiagnosticsViewProps) {
  const { version, userAgent, readLedgerStatus, copy } = environment;
  const log = environment.log.value;
  const [ledgerStatus, setInsight] = useState<LedgerStatus | null>(null);
  useEffect(() => {
    void readLedgerStatus(status.owner).then(setInsight, () => setInsight(null));
  }, [readLedgerStatus, status.owner, waiting, log]);

  const text = writeReport({ version, userAgent, status, waiting, setAside, log, ledgerStatus });
  const { account, server } = status;
  const facts: [string, string][] = [
    [i18n.t('diag.connection'), syncSummary(status, waiting, setAside.length, contact).text],
    [i18n.t('diag.server'), server ? new URL(server.url).host : i18n.t('diag.no_server')],
    [i18n.t('diag.last_sync'), log.synced_at === null ? i18n.t('diag.never') : briefTime(log.synced_at, now)],
    [i18n.t('diag.cursor'), cursorText(ledgerStatus)],
    [i18n.t('diag.waiting'), countsText(ledgerStatus)],
    [i18n.t('diag.refused'), setAside.length === 0 ? i18n.t('diag.nothing') : numberText(setAside.length)],
    [i18n.t('diag.clock'), account ? clockText(status.clock_offset, log) : i18n.t('diag.clock_own')],
  ];
  return (
    <>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <EventList title={i18n.t('diag.errors')} list={log.errors} now={now} />
      <EventList title={i18n.t('diag.events')} list={log.events} now={now} />
      <details class="happenings">
        <summary>{i18n.t('diag.copied_text')}</summary>
        <pre class="diagnostics" tabIndex={0} aria-label={i18n.t('about.diagnostics')} dir="ltr" lang="en">
          {text}
        </pre>
      </details>
      <p class="diagnostics-copy">
        <CopyButton name={i18n.t('about.copy')} text={() => text} copy={copy} />
      </p>
    </>
  );
}

interface EventListProps {
  title: string;
  list: readonly DiagnosticEvent[];
  now: number;
}

/** The newest event comes first. */
function EventList({ title, list, now }: EventListProps) {
  return (
    <details class="happenings">
      <summary>
        {title} <span class="hint">{numberText(list.length)}</span>
      </summary>
      {list.length === 0 && <p class="hint">{i18n.t('diag.empty')}</p>}
      <ol class="happening-list" reversed>
        {list.toReversed().map((one, place) => (
          <li key={list.length - place}>
            <time dateTime={new Date(one.at).toISOString()}>{briefTime(one.at, now)}</time>
            <span>{eventText(one)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function cursorText(ledgerStatus: LedgerStatus | null): string {
  if (!ledgerStatus?.cursor?.epoch) return i18n.t('diag.nothing');
  const { cursor, epoch } = ledgerStatus.cursor;
  return i18n.t('diag.cursor_at', [numberText(cursor), shortId(epoch)]);
}

function countsText(ledgerStatus: LedgerStatus | null): string {
  const counts = (ledgerStatus?.waiting ?? []).map(([table, count]) =>
    i18n.t('diag.of_table', [tableName(table), numberText(count)]),
  );
  return counts.length === 0 ? i18n.t('diag.nothing') : listText(counts);
}

function clockText(offset: number, { clock_error }: DiagnosticLog): string {
  const off = numberText(Math.round(offset));
  if (clock_error === null) return i18n.t('diag.clock_open', [off]);
  return i18n.t('diag.clock_trusted', [off, numberText(Math.round(clock_error))]);
}

function tableName(table: Table): string {
  switch (table) {
    case 'users':
      return i18n.t('data.settings');
    case 'tasks':
      return i18n.t('data.tasks');
    case 'pomodoro_sessions':
      return i18n.t('data.sessions');
    case 'pomodoro_checkpoints':
      return i18n.t('data.checkpoints');
    case 'devices':
      return i18n.t('options.devices');
  }
}
