import { Icon } from './icon.tsx';

export interface IconButtonProps {
  /** Read out, and shown as the tooltip. */
  name: string;
  d: string;
  onPress(): void;
}

export function IconButton({ name, d, onPress }: IconButtonProps) {
  return (
    <button type="button" class="icon-button" aria-label={name} title={name} onClick={onPress}>
      <Icon d={d} />
    </button>
  );
}
