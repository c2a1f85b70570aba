import '../kit/form.css';
import './form.css';
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Preset } from '../../timer/settings.ts';

export interface PresetFormProps {
  preset: Preset;
  /** What the form is about, for a preset whose name is given; null lets the person name it. */
  title: string | null;
  onSave(preset: Preset): void;
  onCancel(): void;
  onDelete?: (() => void) | undefined;
  /** Buttons before Save. */
  children?: ComponentChildren;
}

type Figure = 'work_duration' | 'short_break' | 'long_break' | 'sessions_before_long_break';

const figures: readonly Figure[] = [
  'work_duration',
  'short_break',
  'long_break',
  'sessions_before_long_break',
];

const mostMinutes = 180;
const mostRounds = 12;

/** Durations 1 to 180 minutes, rounds 1 to 12; nothing is sent before all of them are. */
export function PresetForm({ preset, title, onSave, onCancel, onDelete, children }: PresetFormProps) {
  const id = useId();
  const [name, setName] = useState(preset.name ?? '');
  const [values, setValues] = useState(() =>
    Object.fromEntries(figures.map((figure) => [figure, String(preset[figure])])),
  );
  const [isChecked, check] = useState(false);
  const isWrong = (figure: Figure) => !isWithin(values[figure], mostOf(figure));
  const isNameless = title === null && name.trim() === '';
  const wrong = figures.find(isWrong);
  const complaint = isNameless
    ? i18n.t('preset.needs_name')
    : wrong &&
      (mostOf(wrong) === mostRounds ? i18n.t('preset.between_rounds') : i18n.t('preset.between_minutes'));

  function save() {
    check(true);
    if (complaint) return;
    const numbers = Object.fromEntries(figures.map((figure) => [figure, Number(values[figure])]));
    const named = title === null ? { name: name.trim().toWellFormed() } : {};
    onSave({ ...preset, ...numbers, ...named });
  }
  return (
    <form
      class="preset-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      {title === null ? (
        <label class="labelled">
          {i18n.t('preset.name')}
          <input
            class="field"
            value={name}
            maxLength={40}
            dir="auto"
            aria-invalid={isChecked && isNameless}
            aria-describedby={isChecked && isNameless ? id : undefined}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
      ) : (
        <h2 class="panel-title">{title}</h2>
      )}
      <div class="figures">
        {figures.map((figure) => (
          <label key={figure} class="labelled">
            {labelOf(figure)}
            <span class="figure">
              <input
                class="field"
                type="number"
                inputMode="numeric"
                min={1}
                max={mostOf(figure)}
                value={values[figure]}
                aria-invalid={isChecked && isWrong(figure)}
                aria-describedby={isChecked && isWrong(figure) ? id : undefined}
                onInput={(event) => setValues({ ...values, [figure]: event.currentTarget.value })}
              />
              {mostOf(figure) === mostMinutes && <span aria-hidden="true">{i18n.t('preset.minutes')}</span>}
            </span>
          </label>
        ))}
      </div>
      <p id={id} class="complaint" role="alert">
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

function mostOf(figure: Figure): number {
  return figure === 'sessions_before_long_break' ? mostRounds : mostMinutes;
}

function isWithin(value: string | undefined, most: number): boolean {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= most;
}

function labelOf(figure: Figure): string {
  if (figure === 'work_duration') return i18n.t('preset.focus');
  if (figure === 'sessions_before_long_break') return i18n.t('preset.rounds');
  return i18n.t(`preset.${figure}`);
}
