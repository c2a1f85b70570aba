import { signal } from '@preact/signals';
import { render, type ComponentType } from 'preact';
import { PopupLower } from '../../lib/ui/popup/lower-half.tsx';
import { Popup, type LowerProps, type PopupProps } from '../../lib/ui/popup/popup.tsx';

const nothing = () => {};

export function showPopup({ live, acts }: Pick<PopupProps, 'live' | 'acts'>): void {
  const pages = { options: nothing, statistics: nothing };
  const lower = signal<ComponentType<LowerProps>>(PopupLower);
  render(<Popup live={live} acts={acts} pages={pages} lower={lower} />, document.body);
}
