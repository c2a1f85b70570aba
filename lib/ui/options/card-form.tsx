import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { onEscape, ownKey } from '../kit/keys.ts';

export interface CardFormProps {
  /** Id of the element that names what the card is about. */
  label: string;
  /** The field that gets the focus, with all of its text selected. */
  field: RefObject<HTMLInputElement | null>;
  isWorking?: boolean;
  onSubmit(): void;
  onClose(): void;
  children: ComponentChildren;
}

/** A form in a card that gives something another name. Enter saves, Escape closes it. */
export function CardForm({ label, field, isWorking = false, onSubmit, onClose, children }: CardFormProps) {
  // Before the next key: the first letters that somebody types at once would be lost. Firefox selects without focus.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [field]);
  return (
    <form
      aria-labelledby={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWorking) onSubmit();
      }}
      onKeyDown={ownKey(onEscape(onClose))}
    >
      {children}
      <div class="buttons">
        <button type="button" class="quiet" onClick={onClose}>
          {i18n.t('account.cancel')}
        </button>
        <button type="submit" class="strong" aria-disabled={isWorking}>
          {isWorking ? i18n.t('account.working') : i18n.t('devices.save_name')}
        </button>
      </div>
    </form>
  );
}
