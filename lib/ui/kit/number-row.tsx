import './row.css';
import { useId, useLayoutEffect, useState } from 'preact/hooks';
import { useAnnounce } from './announcer.tsx';
import { Field } from './field.tsx';
import { ownKey } from './keys.ts';

export interface NumberRowProps {
  label: string;
  hint: string;
  /** Shown when what was typed is out of bounds. Then nothing is stored. */
  complaint: string;
  value: number;
  most: number;
  onChange(value: number): void;
}

/** A whole number from 0 on, stored when the field is left or Enter is pressed. */
export function NumberRow({ label, hint, complaint, value, most, onChange }: NumberRowProps) {
  const id = useId();
  const [typed, type] = useState(String(value));
  useLayoutEffect(() => type(String(value)), [value]);
  const number = Number(typed);
  const isWrong = typed.trim() === '' || !Number.isInteger(number) || number < 0 || number > most;
  const announce = useAnnounce();
  const complain = () => {
    if (isWrong) announce(complaint, { isUrgent: true });
  };
  return (
    <>
      <label class="row">
        <span>{label}</span>
        <Field
          class="short"
          type="number"
          inputMode="numeric"
          min={0}
          max={most}
          value={typed}
          aria-invalid={isWrong}
          about={id}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={ownKey((event) => {
            if (event.key === 'Enter') complain();
          })}
          onBlur={complain}
          onChange={() => {
            if (!isWrong && number !== value) onChange(number);
          }}
        />
      </label>
      <p id={id} class={isWrong ? 'complaint' : 'hint'}>
        {isWrong ? complaint : hint}
      </p>
    </>
  );
}
