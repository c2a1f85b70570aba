import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { useAnnounce } from './announcer.tsx';

export interface CopyButtonProps {
  name: string;
  text(): string;
  copy(text: string): Promise<void>;
  /** Id of the element that is copied, for screen readers. */
  of?: string;
}

/** Copies a text, and says so beside itself. */
export function CopyButton({ name, text, copy, of }: CopyButtonProps) {
  const announce = useAnnounce();
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <button
        type="button"
        class="chip"
        aria-describedby={of}
        onClick={() =>
          void copy(text()).then(
            () => {
              setCopied(true);
              announce(i18n.t('about.copied'));
            },
            () => setCopied(false),
          )
        }
      >
        {name}
      </button>
      <span class="good">{isCopied && i18n.t('about.copied')}</span>
    </>
  );
}
