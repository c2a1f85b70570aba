import { i18n } from '#i18n';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FileSource } from '../../../files/file-rows.ts';
import type { ImportCount, ImportPlan, ImportPreview } from '../../../files/import-plan.ts';
import type { Change } from '../../../store/rows.ts';
import { dayText } from '../../kit/date-text.ts';
import { numberText } from '../../kit/number-text.ts';
import { useComplaint } from '../../kit/spoken.tsx';

export interface DataPreviewProps {
  file: string;
  plan: Extract<ImportPlan, { preview: unknown }>;
  /** Resolves to a sentence that says what went wrong, or to an empty text. */
  onImport(changes: Change[]): Promise<string>;
  onCancel(): void;
}

const sources = {
  baton: 'data.source.baton',
  'baton-history': 'data.source.history',
  marinara: 'data.source.marinara',
  'tomato-clock': 'data.source.tomato_clock',
  toggl: 'data.source.toggl',
  'super-productivity': 'data.source.super_productivity',
} as const satisfies Record<FileSource, string>;

const kinds = ['sessions', 'tasks', 'settings', 'checkpoints'] as const;

/** Shows what a file would add, before anything is written. */
export function DataPreview({ file, plan: { preview, changes }, onImport, onCancel }: DataPreviewProps) {
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const [isWriting, setWriting] = useState(false);
  const [complaint, complain] = useComplaint();
  useLayoutEffect(() => title.current?.focus(), []);

  async function write() {
    setWriting(true);
    complain(await onImport(changes));
    setWriting(false);
  }
  const { period, skipped } = preview;
  return (
    <div class="card data-card" role="group" aria-labelledby={id}>
      <h4 id={id} class="subtitle data-file" ref={title} tabIndex={-1} dir="auto">
        {i18n.t('data.preview_title', [file])}
      </h4>
      <p class="hint">{i18n.t(sources[preview.source])}</p>
      <Counts preview={preview} />
      {period && <p class="hint">{i18n.t('data.period', [dayText(period.from), dayText(period.to)])}</p>}
      {skipped.length > 0 && (
        <>
          <h5 class="subtitle">{i18n.t('data.left_out')}</h5>
          <ul class="data-skipped hint">
            {skipped.map(({ reason, count, line }) => (
              <li key={reason}>
                {i18n.t(`data.skipped.${reason}`, count, [numberText(count), numberText(line)])}
              </li>
            ))}
          </ul>
        </>
      )}
      {changes.length === 0 && <p>{i18n.t('data.nothing_new')}</p>}
      <p class="complaint">{complaint}</p>
      <div class="buttons">
        <button type="button" class="quiet" disabled={isWriting} onClick={onCancel}>
          {changes.length > 0 ? i18n.t('data.cancel') : i18n.t('data.close')}
        </button>
        {changes.length > 0 && (
          <button type="button" class="strong" disabled={isWriting} onClick={() => void write()}>
            {isWriting
              ? i18n.t('data.importing')
              : i18n.t('data.import_now', changes.length, [numberText(changes.length)])}
          </button>
        )}
      </div>
    </div>
  );
}

function Counts({ preview }: { preview: ImportPreview }) {
  const present = kinds.filter((kind) => total(preview[kind]) > 0);
  if (present.length === 0) return null;
  return (
    <table class="data-counts" aria-label={i18n.t('data.counts')}>
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">{i18n.t('data.what')}</span>
          </th>
          <th scope="col">{i18n.t('data.fresh')}</th>
          <th scope="col">{i18n.t('data.changed')}</th>
          <th scope="col">{i18n.t('data.there')}</th>
        </tr>
      </thead>
      <tbody>
        {present.map((kind) => (
          <tr key={kind}>
            <th scope="row">{i18n.t(`data.${kind}`)}</th>
            <td>{numberText(preview[kind].added)}</td>
            <td>{numberText(preview[kind].updated)}</td>
            <td>{numberText(preview[kind].unchanged)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function total({ added, updated, unchanged }: ImportCount): number {
  return added + updated + unchanged;
}
