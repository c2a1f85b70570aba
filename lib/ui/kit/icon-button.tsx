import { Icon } from './icon.tsx';

export interface IconButtonProps {
  /** Read out, and shown as the tooltip. */
  name: string;
  d: string;
  /** It can do nothing now, and keeps the focus for when it can. */
  isIdle?: boolean;
  onPress(): void;
}

export function IconButton({ name, d, isIdle = false, onPress }: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={name}
      title={name}
      aria-disabled={isIdle || undefined}
      onClick={onPress}
    >
      <Icon d={d} />
    </button>
  );
}
