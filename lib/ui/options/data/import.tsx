import { i18n } from '#i18n';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ImportPlan } from '../../../files/import-plan.ts';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import { numberText } from '../../kit/number-text.ts';
import { SpokenText, useComplaint } from '../../kit/spoken.tsx';
import { reasonText } from '../../page/reason-text.ts';
import type { DataEnvironment } from './environment.ts';
import { DataPreview } from './preview.tsx';
import { DataRefusal } from './refusal.tsx';

export interface DataImportProps {
  owner: string | null;
  environment: DataEnvironment;
  request(command: Command): Promise<Answer>;
}

type Stage =
  | { at: 'rest' | 'reading' }
  | { at: 'planned'; file: string; plan: ImportPlan }
  | { at: 'done'; count: number };

/** A file is chosen and previewed. Only then is it imported, all of it or nothing. */
export function DataImport({ owner, environment, request }: DataImportProps) {
  const [stage, setStage] = useState<Stage>({ at: 'rest' });
  const [complaint, complain] = useComplaint();
  const input = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLButtonElement>(null);
  const isPlanned = stage.at === 'planned';
  const wasPlanned = useRef(false);
  useLayoutEffect(() => {
    // The button that had the focus has gone with the preview.
    if (wasPlanned.current && !isPlanned) chooser.current?.focus();
    wasPlanned.current = isPlanned;
  }, [isPlanned]);

  async function read(file: File) {
    setStage({ at: 'reading' });
    complain('');
    try {
      const [{ planFileImport }, here] = await Promise.all([
        import('../../../files/plan-file-import.ts'),
        environment.read(owner),
      ]);
      const plan = await planFileImport(file, {
        stored: here,
        now: environment.now(),
        deriveId: environment.derive,
        offsetAt: environment.offsetAt,
      });
      setStage({ at: 'planned', file: file.name, plan });
    } catch (error) {
      const isGone = error instanceof Error && /^Not(Found|Readable)Error$/.test(error.name);
      setStage({ at: 'rest' });
      complain(i18n.t(isGone ? 'data.unreadable' : 'data.broken'));
    }
  }
  async function write(changes: Extract<ImportPlan, { preview: unknown }>['changes']): Promise<string> {
    const answer = await request({ type: 'import', changes });
    if (!answer.ok) return reasonText(answer.reason);
    setStage({ at: 'done', count: changes.length });
    return '';
  }
  const close = () => setStage({ at: 'rest' });
  return (
    <>
      <h3 class="subtitle">{i18n.t('data.import')}</h3>
      <p class="hint">{i18n.t('data.import_text')}</p>
      <div class="data-buttons">
        <button type="button" class="chip" ref={chooser} onClick={() => input.current?.click()}>
          {i18n.t('data.choose_file')}
        </button>
        <input
          ref={input}
          hidden
          type="file"
          accept=".json,.csv,.txt,application/json,text/csv"
          aria-label={i18n.t('data.choose_file')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void read(file);
            // Otherwise choosing the same file again, once it was mended, would change nothing.
            event.currentTarget.value = '';
          }}
        />
      </div>
      <SpokenText class={stage.at === 'done' ? 'good' : 'hint'} text={progressOf(stage)} />
      <p class="complaint">{complaint}</p>
      {stage.at === 'planned' && 'refused' in stage.plan && (
        <DataRefusal file={stage.file} refusal={stage.plan.refused} onClose={close} />
      )}
      {stage.at === 'planned' && 'preview' in stage.plan && (
        <DataPreview file={stage.file} plan={stage.plan} onImport={write} onCancel={close} />
      )}
    </>
  );
}

function progressOf(stage: Stage): string | null {
  if (stage.at === 'reading') return i18n.t('data.reading');
  return stage.at === 'done' ? i18n.t('data.imported', stage.count, [numberText(stage.count)]) : null;
}
