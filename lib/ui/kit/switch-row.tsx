import './row.css';
import './switch-row.css';
export interface SwitchRowProps {
  label: string;
  isOn: boolean;
  onSwitch(isOn: boolean): void;
}

export function SwitchRow({ label, isOn, onSwitch }: SwitchRowProps) {
  return (
    <label class="row">
      <span>{label}</span>
      <input
        type="checkbox"
        role="switch"
        class="switch"
        checked={isOn}
        aria-checked={isOn}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
    </label>
  );
}
