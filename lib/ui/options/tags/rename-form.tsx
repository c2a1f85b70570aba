import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { tagIn } from '../../../tags/read-tags.ts';
import { tagOf } from '../../../tags/tags.ts';
import { Field } from '../../kit/field.tsx';
import { SpokenText, useComplaint } from '../../kit/spoken.tsx';
import { reasonText } from '../../page/reason-text.ts';
import { CardForm } from '../card-form.tsx';

export interface RenameFormProps {
  /** Id of the element that names the tag. */
  label: string;
  tag: string;
  others: readonly string[];
  onName(name: string): Promise<boolean>;
  onClose(): void;
}

/** The form that gives a tag another name. It says before, when the name is that of another tag. */
export function RenameForm({ label, tag, others, onName, onClose }: RenameFormProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(tag);
  const [complaint, complain] = useComplaint();
  const name = tagIn(text.trim()) ?? tagOf(text.trim());
  const merges = name !== null && name !== tag && others.includes(name);

  function submit() {
    if (name === null) return complain(reasonText('bad_tags'));
    if (name === tag) return onClose();
    void onName(name);
  }
  return (
    <CardForm label={label} field={field} onSubmit={submit} onClose={onClose}>
      <label class="labelled">
        {i18n.t('tag_options.new_name')}
        <Field
          input={field}
          value={text}
          dir="auto"
          autocomplete="off"
          autocapitalize="off"
          aria-invalid={complaint !== ''}
          about={id}
          onInput={(event) => {
            setText(event.currentTarget.value);
            complain('');
          }}
        />
      </label>
      {merges && <SpokenText class="hint" text={i18n.t('tag_options.merges', [name])} />}
      <p id={id} class="complaint">
        {complaint}
      </p>
    </CardForm>
  );
}
