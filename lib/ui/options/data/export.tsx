import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { deviceNames } from '../../page/device-names.ts';
import { SpokenText, useComplaint } from '../../kit/spoken.tsx';
import type { DataEnvironment } from './environment.ts';

export interface DataExportProps {
  owner: string | null;
  environment: DataEnvironment;
}

export function DataExport({ owner, environment }: DataExportProps) {
  const [saved, tell] = useState('');
  const [complaint, complain] = useComplaint();

  async function save(kind: 'all' | 'history') {
    try {
      const name = await (kind === 'all' ? saveAll : saveHistory)(owner, environment);
      tell(i18n.t('data.exported', [name]));
      complain('');
    } catch {
      tell('');
      complain(i18n.t('data.broken'));
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
      <SpokenText class="good" text={saved} />
      <p class="complaint">{complaint}</p>
    </>
  );
}

/** Returns the name of the file, as `saveHistory` does. */
async function saveAll(owner: string | null, environment: DataEnvironment): Promise<string> {
  const { writeBackup } = await import('../../../files/formats/write-backup.ts');
  const name = `baton-${today(environment)}.json`;
  environment.save(name, writeBackup(await environment.read(owner), environment.now()), 'application/json');
  return name;
}

async function saveHistory(owner: string | null, environment: DataEnvironment): Promise<string> {
  const { writeHistoryCsv } = await import('../../../files/formats/write-history-csv.ts');
  const { sessions, tasks, devices } = await environment.read(owner);
  const name = `baton-history-${today(environment)}.csv`;
  environment.save(
    name,
    writeHistoryCsv(sessions, { tasks, devices: deviceNames(devices), offsetAt: environment.offsetAt }),
    'text/csv;charset=utf-8',
  );
  return name;
}

function today({ now, offsetAt }: DataEnvironment): string {
  const instant = now();
  return new Date(instant + offsetAt(instant)).toISOString().slice(0, 10);
}
