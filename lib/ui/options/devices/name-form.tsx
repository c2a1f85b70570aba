import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Answer } from '../../../messages/answer.ts';
import { Field } from '../../kit/field.tsx';
import { reasonText } from '../../page/reason-text.ts';
import { useComplaint } from '../../kit/spoken.tsx';
import { CardForm } from '../card-form.tsx';
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

  async function submit() {
    const name = readDeviceName(text);
    if (name === null) return complain(i18n.t('devices.name_too_long', [String(longestDeviceName)]));
    setWorking(true);
    const answer = await save(name);
    setWorking(false);
    if (answer.ok) onClose();
    else complain(reasonText(answer.reason));
  }
  return (
    <CardForm
      label={label}
      field={field}
      isWorking={isWorking}
      onSubmit={() => void submit()}
      onClose={onClose}
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
    </CardForm>
  );
}
