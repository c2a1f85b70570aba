import './setup.css';
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { CodeEntry, type CodeEntryProps } from './code-entry.tsx';

export interface UseCodeProps extends Omit<CodeEntryProps, 'given' | 'onClose'> {
  /** A code that was pasted elsewhere on the page, or an empty text. */
  pasted: string;
}

/** Takes another browser's setup code: on a press, once one was pasted, or where the welcome page leads to it. */
export function UseCode({ pasted, ...props }: UseCodeProps) {
  const [isOpen, open] = useState(location.hash === '#setup-code');
  useEffect(() => {
    if (pasted !== '') open(true);
  }, [pasted]);
  return (
    <div id="setup-code" class="add-browser">
      {isOpen ? (
        <CodeEntry key={pasted} {...props} given={pasted} onClose={() => open(false)} />
      ) : (
        <button type="button" class="chip" onClick={() => open(true)}>
          {i18n.t('setup.have')}
        </button>
      )}
    </div>
  );
}
