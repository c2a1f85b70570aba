import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer } from '../../../messages/answer.ts';
import { Field } from '../../kit/field.tsx';
import { ownKey } from '../../kit/keys.ts';
import { reasonText } from '../../page/reason-text.ts';
import { useComplaint } from '../../kit/spoken.tsx';
import { longestDeviceName, readDeviceName } from './read-device-name.ts';

export interface NameFormProps {
  /** Id of the element that names the device. */
  label: string;
  /** The name that the person chose before, or nothing. */
  chosen: string;
  /** What the device is called without a chosen name. */
  plain: string;
  save(name: string): Promise<Answer>;
  onClose(): void;
}

/** The form that names a browser. The name is kept by the server, so nothing is saved without it. */
export function NameForm({ label, chosen, plain, save, onClose }: NameFormProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(chosen);
  const [isWorking, setWorking] = useState(false);
  const [complaint, complain] = useComplaint();
  // Before the next key: the first letters that somebody types at once would be lost. Firefox selects without focus.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  async function submit() {
    if (isWorking) return;
    const name = readDeviceName(text);
    if (name === null) return complain(i18n.t('devices.name_too_long', [String(longestDeviceName)]));
    setWorking(true);
    const answer = await save(name);
    setWorking(false);
    if (answer.ok) onClose();
    else complain(reasonText(answer.reason));
  }
  return (
    <form
      aria-labelledby={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={ownKey((event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      })}
    >
      <label class="labelled">
        {i18n.t('devices.name')}
        <Field
          input={field}
          value={text}
          placeholder={plain}
          dir="auto"
          autocomplete="off"
          aria-invalid={complaint !== ''}
          about={`${id} ${id}-complaint`}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <p id={id} class="hint">
        {i18n.t('devices.name_hint', [plain])}
      </p>
      <p id={`${id}-complaint`} class="complaint">
        {complaint}
      </p>
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
