import './section.css';
import { i18n } from '#i18n';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import type { Status } from '../../../messages/status.ts';
import type { DataEnvironment } from './environment.ts';
import { DataErase } from './erase.tsx';
import { DataExport } from './export.tsx';
import { DataImport } from './import.tsx';
import { OptionSection } from '../option-section.tsx';

export interface DataSectionProps {
  status: Pick<Status, 'account' | 'owner' | 'can_vanish'>;
  /** Changes that have not reached the server. */
  waiting: number;
  environment: DataEnvironment;
  request(command: Command): Promise<Answer>;
}

export function DataSection({ status, waiting, environment, request }: DataSectionProps) {
  const { account, owner, can_vanish } = status;
  return (
    <OptionSection id="data" title={i18n.t('options.data')}>
      {can_vanish && <p class="hint">{i18n.t('data.can_vanish')}</p>}
      <DataExport owner={owner} environment={environment} />
      {/* A preview is only right for the database that it was made with. */}
      <DataImport key={owner} owner={owner} environment={environment} request={request} />
      <DataErase isSignedIn={account !== null} waiting={waiting} request={request} />
    </OptionSection>
  );
}
