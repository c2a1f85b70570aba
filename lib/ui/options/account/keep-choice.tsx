import { useId } from 'preact/hooks';

export interface KeepChoiceProps {
  keeps: boolean;
  /** What each answer is called. */
  keep: string;
  remove: string;
  onChoose(keeps: boolean): void;
}

/** Whether a copy stays on this browser. */
export function KeepChoice({ keeps, keep, remove, onChoose }: KeepChoiceProps) {
  const name = useId();
  return (
    <>
      {[true, false].map((choice) => (
        <label key={String(choice)} class="tick">
          <input
            type="radio"
            class="radio"
            name={name}
            checked={keeps === choice}
            onChange={() => onChoose(choice)}
          />
          {choice ? keep : remove}
        </label>
      ))}
    </>
  );
}
