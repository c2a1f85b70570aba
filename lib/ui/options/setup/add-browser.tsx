import './setup.css';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { OfferedCode, type OfferedCodeProps } from './offered-code.tsx';

export type AddBrowserProps = Omit<OfferedCodeProps, 'onClose'>;

/** Shows a setup code on a press. */
export function AddBrowser(props: AddBrowserProps) {
  const [isOpen, open] = useState(false);
  return (
    <div class="add-browser">
      {isOpen ? (
        <OfferedCode {...props} onClose={() => open(false)} />
      ) : (
        <button type="button" class="chip" onClick={() => open(true)}>
          {i18n.t('setup.add')}
        </button>
      )}
    </div>
  );
}
