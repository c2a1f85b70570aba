import { i18n } from '#i18n';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Refusal } from '../../../files/refusal.ts';
import { numberText } from '../../kit/number-text.ts';

export interface DataRefusalProps {
  file: string;
  refusal: Refusal;
  onClose(): void;
}

/** Says why a file cannot be imported, and in which line. */
export function DataRefusal({ file, refusal: { line, reason, place }, onClose }: DataRefusalProps) {
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  const isAboutAll = reason === 'empty' || reason === 'too_large' || reason === 'unknown_format';
  return (
    <div class="card data-card" role="group" aria-labelledby={id}>
      <h4 id={id} class="subtitle data-file" ref={title} tabIndex={-1} dir="auto">
        {i18n.t('data.refused_title', [file])}
      </h4>
      <p class="warning">
        {!isAboutAll && (
          <strong class="data-where">
            {place
              ? i18n.t('data.refused_place', [numberText(line), place])
              : i18n.t('data.refused_where', [numberText(line)])}
          </strong>
        )}{' '}
        {i18n.t(`data.refused.${reason}`)}
      </p>
      <p class="hint">{i18n.t('data.nothing_changed')}</p>
      <div class="buttons">
        <button type="button" class="chip" onClick={onClose}>
          {i18n.t('data.close')}
        </button>
      </div>
    </div>
  );
}
