import '../kit/form.css';
import './form.css';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Preset } from '../../timer/settings.ts';
import { useAnnounce } from '../kit/announcer.tsx';
import { Field } from '../kit/field.tsx';
import { onEscape, ownKey } from '../kit/keys.ts';

export interface PresetFormProps {
  preset: Preset;
  /** The title where the preset has a fixed name. Null lets the person name it. */
  title: string | null;
  onSave(preset: Preset): void;
  onCancel(): void;
  onDelete?: (() => void) | undefined;
  /** Buttons before Save. */
  children?: ComponentChildren;
}

type PresetNumber = 'work_duration' | 'short_break' | 'long_break' | 'sessions_before_long_break';

const presetNumbers: readonly PresetNumber[] = [
  'work_duration',
  'short_break',
  'long_break',
  'sessions_before_long_break',
];

const maxMinutes = 180;
const maxRounds = 12;

export function PresetForm({ preset, title, onSave, onCancel, onDelete, children }: PresetFormProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  // What is typed next is meant for this form. What opened it may not be on the screen any more.
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);
  const [name, setName] = useState(preset.name ?? '');
  const [values, setValues] = useState(() =>
    Object.fromEntries(presetNumbers.map((field) => [field, String(preset[field])])),
  );
  const [isChecked, check] = useState(false);
  const announce = useAnnounce();
  const unit = `${id}-minutes`;
  const unitOf = (field: PresetNumber) => (maxOf(field) === maxMinutes ? unit : undefined);
  const isWrong = (field: PresetNumber) => !isWithin(values[field], maxOf(field));
  const isNameless = title === null && name.trim() === '';
  const wrong = presetNumbers.find(isWrong);
  const complaint = isNameless
    ? i18n.t('preset.needs_name')
    : wrong &&
      (maxOf(wrong) === maxRounds ? i18n.t('preset.between_rounds') : i18n.t('preset.between_minutes'));

  function save() {
    check(true);
    if (complaint) {
      announce(complaint, { isUrgent: true });
      return;
    }
    const numbers = Object.fromEntries(presetNumbers.map((field) => [field, Number(values[field])]));
    const named = title === null ? { name: name.trim().toWellFormed() } : {};
    onSave({ ...preset, ...numbers, ...named });
  }
  return (
    <form
      ref={form}
      class="preset-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={ownKey(onEscape(onCancel))}
    >
      {title === null ? (
        <label class="labelled">
          {i18n.t('preset.name')}
          <Field
            value={name}
            maxLength={40}
            dir="auto"
            aria-invalid={isChecked && isNameless}
            about={isChecked && isNameless ? id : undefined}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
      ) : (
        <h2 class="panel-title">{title}</h2>
      )}
      <div class="figures">
        {presetNumbers.map((field) => (
          <label key={field} class="labelled">
            {labelOf(field)}
            <span class="figure">
              <Field
                type="number"
                inputMode="numeric"
                min={1}
                max={maxOf(field)}
                value={values[field]}
                aria-invalid={isChecked && isWrong(field)}
                about={isChecked && isWrong(field) ? id : unitOf(field)}
                onInput={(event) => setValues({ ...values, [field]: event.currentTarget.value })}
              />
              {unitOf(field) && <span aria-hidden="true">{i18n.t('preset.minutes')}</span>}
            </span>
          </label>
        ))}
      </div>
      <span id={unit} hidden>
        {i18n.t('spoken.minutes')}
      </span>
      <p id={id} class="complaint">
        {isChecked && complaint}
      </p>
      {!(isChecked && complaint) && <p class="hint">{i18n.t('preset.note')}</p>}
      <div class="buttons">
        {children}
        {onDelete && (
          <button type="button" class="quiet" onClick={onDelete}>
            {i18n.t('preset.delete')}
          </button>
        )}
        <button type="button" class="quiet" onClick={onCancel}>
          {i18n.t('preset.cancel')}
        </button>
        <button type="submit" class="strong">
          {i18n.t('preset.save')}
        </button>
      </div>
    </form>
  );
}

function maxOf(field: PresetNumber): number {
  return field === 'sessions_before_long_break' ? maxRounds : maxMinutes;
}

function isWithin(value: string | undefined, max: number): boolean {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= max;
}

function labelOf(field: PresetNumber): string {
  if (field === 'work_duration') return i18n.t('preset.focus');
  if (field === 'sessions_before_long_break') return i18n.t('preset.rounds');
  return i18n.t(`preset.${field}`);
}
