import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { DataAround } from './environment.ts';

export interface DataExportProps {
  owner: string | null;
  around: DataAround;
}

type Outcome = { saved: string } | { broken: true } | null;

export function DataExport({ owner, around }: DataExportProps) {
  const [outcome, setOutcome] = useState<Outcome>(null);

  async function save(kind: 'all' | 'history') {
    try {
      setOutcome({ saved: await (kind === 'all' ? saveAll : saveHistory)(owner, around) });
    } catch {
      setOutcome({ broken: true });
    }
  }
  return (
    <>
      <h3 class="subtitle data-first">{i18n.t('data.export')}</h3>
      <p class="hint">{i18n.t('data.export_text')}</p>
      <div class="data-buttons">
        <button type="button" class="chip" onClick={() => void save('all')}>
          {i18n.t('data.export_all')}
        </button>
        <button type="button" class="chip" onClick={() => void save('history')}>
          {i18n.t('data.export_history')}
        </button>
      </div>
      <p role="status" class="good">
        {outcome && 'saved' in outcome && i18n.t('data.exported', [outcome.saved])}
      </p>
      <p role="alert" class="complaint">
        {outcome && 'broken' in outcome && i18n.t('data.broken')}
      </p>
    </>
  );
}

/** Both return the name of the file. */
async function saveAll(owner: string | null, around: DataAround): Promise<string> {
  const { writeBackup } = await import('../../../files/write-backup.ts');
  const name = `baton-${today(around)}.json`;
  around.save(name, writeBackup(await around.read(owner), around.now()), 'application/json');
  return name;
}

async function saveHistory(owner: string | null, around: DataAround): Promise<string> {
  const { writeHistoryCsv } = await import('../../../files/write-history-csv.ts');
  const { sessions, tasks } = await around.read(owner);
  const name = `baton-history-${today(around)}.csv`;
  around.save(
    name,
    writeHistoryCsv(sessions, { tasks, offsetAt: around.offsetAt }),
    'text/csv;charset=utf-8',
  );
  return name;
}

function today({ now, offsetAt }: DataAround): string {
  const instant = now();
  return new Date(instant + offsetAt(instant)).toISOString().slice(0, 10);
}
