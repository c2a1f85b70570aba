import { i18n } from '#i18n';
import { useState } from 'preact/hooks';

export interface CopyButtonProps {
  name: string;
  text(): string;
  copy(text: string): Promise<void>;
  /** Id of the element that is copied, for screen readers. */
  of?: string;
}

/** Copies a text, and says so beside itself. */
export function CopyButton({ name, text, copy, of }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <button
        type="button"
        class="chip"
        aria-describedby={of}
        onClick={() =>
          void copy(text()).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        {name}
      </button>
      <span role="status" class="good">
        {isCopied && i18n.t('about.copied')}
      </span>
    </>
  );
}
