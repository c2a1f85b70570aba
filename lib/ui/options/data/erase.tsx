import { i18n } from '#i18n';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../../../messages/answer.ts';
import type { Command } from '../../../messages/command.ts';
import { reasonText } from '../../page/reason-text.ts';
import { SpokenText, useComplaint } from '../../kit/spoken.tsx';

export interface DataEraseProps {
  isSignedIn: boolean;
  waiting: number;
  request(command: Command): Promise<Answer>;
}

/** Asks once more, and says what would be lost, before it erases this browser's copy. */
export function DataErase({ isSignedIn, waiting, request }: DataEraseProps) {
  const [stage, setStage] = useState<'rest' | 'asking' | 'erased'>('rest');
  const [complaint, complain] = useComplaint();
  const question = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (stage === 'asking') question.current?.focus();
    else if (wasAsking.current) opener.current?.focus();
    wasAsking.current = stage === 'asking';
  }, [stage]);

  async function erase() {
    const answer = await request({ type: 'erase' });
    complain(answer.ok ? '' : reasonText(answer.reason));
    if (answer.ok) setStage('erased');
  }
  return (
    <>
      <h3 class="subtitle">{i18n.t('data.erase')}</h3>
      <p class="hint">{isSignedIn ? i18n.t('data.erase_account_text') : i18n.t('data.erase_text')}</p>
      <div class="data-buttons">
        {/* It stays: Chromium tells nobody of the focus that comes while what had it before goes away. */}
        <button
          type="button"
          class="chip"
          ref={opener}
          aria-expanded={stage === 'asking'}
          onClick={() => setStage(stage === 'asking' ? 'rest' : 'asking')}
        >
          {i18n.t('data.erase_ask')}
        </button>
      </div>
      <SpokenText class="good" text={stage === 'erased' && i18n.t('data.erased')} />
      {stage === 'asking' && (
        <div class="card data-card" role="group" aria-labelledby="erase-title">
          <h4 id="erase-title" class="subtitle" ref={question} tabIndex={-1}>
            {isSignedIn ? i18n.t('data.erase_account_title') : i18n.t('data.erase_title')}
          </h4>
          <p class="hint">{i18n.t('data.erase_hint')}</p>
          {isSignedIn && waiting > 0 && <p class="warning">{i18n.t('data.erase_waiting', waiting)}</p>}
          <p class="complaint">{complaint}</p>
          <div class="buttons">
            <button type="button" class="quiet" onClick={() => setStage('rest')}>
              {i18n.t('data.cancel')}
            </button>
            <button type="button" class="strong" onClick={() => void erase()}>
              {i18n.t('data.erase_now')}
            </button>
          </div>
        </div>
      )}
    </>
  );
}
