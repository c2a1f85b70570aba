import { signal } from '@preact/signals';
import { render, type ComponentType } from 'preact';
import { LowerHalf } from '../../lib/ui/popup/lower-half.tsx';
import { Popup, type LowerHalfProps, type PopupProps } from '../../lib/ui/popup/popup.tsx';

const nothing = () => {};

export function showPopup({ signals, actions }: Pick<PopupProps, 'signals' | 'actions'>): void {
  const focus = {
    notPermitted: (sites: readonly string[]) =>
      Promise.resolve(sites.filter((site) => site.startsWith('video.'))),
    askPermission: () => Promise.resolve(true),
    watch: () => nothing,
    address: () => Promise.resolve('https://www.magazine.example/today'),
  };
  const pages = { options: nothing, statistics: nothing, tab: nothing, focus: () => Promise.resolve(focus) };
  const lowerHalf = signal<ComponentType<LowerHalfProps>>(LowerHalf);
  render(<Popup signals={signals} actions={actions} pages={pages} lowerHalf={lowerHalf} />, document.body);
}
