import './step.css';
import { Icon } from '../kit/icon.tsx';

export interface StepProps {
  name: string;
  d: string;
  /** Whether there is anything to step to. */
  leads: boolean;
  go(): void;
}

/** At the end of the history it does nothing. It stays there, because the focus may be on it. */
export function Step({ name, d, leads, go }: StepProps) {
  return (
    <button
      type="button"
      class="icon-button step"
      aria-label={name}
      title={name}
      aria-disabled={!leads}
      onClick={() => leads && go()}
    >
      <Icon d={d} />
    </button>
  );
}
