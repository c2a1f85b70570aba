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
  status: Pick<Status, 'account' | 'owner'>;
  /** Changes that have not reached the server. */
  waiting: number;
  environment: DataEnvironment;
  request(command: Command): Promise<Answer>;
}

export function DataSection({ status: { account, owner }, waiting, environment, request }: DataSectionProps) {
  return (
    <OptionSection id="data" title={i18n.t('options.data')}>
      <DataExport owner={owner} environment={environment} />
      {/* A preview is only right for the database that it was made with. */}
      <DataImport key={owner} owner={owner} environment={environment} request={request} />
      <DataErase isSignedIn={account !== null} waiting={waiting} request={request} />
    </OptionSection>
  );
}
