import '../../lib/ui/tokens.css';
import '../../lib/ui/controls.css';
import '../../lib/ui/segments.css';
import { signal } from '@preact/signals';
import { render, type ComponentType } from 'preact';
import { OptionsPage } from '../../lib/ui/options-page.tsx';
import { PopupLower } from '../../lib/ui/popup-lower.tsx';
import { Popup, type LowerProps } from '../../lib/ui/popup.tsx';
import { stillActs, stillLive } from '../../lib/ui/testing/fixtures.ts';
import { GalleryIndex } from './gallery-index.tsx';
import { scenes } from './scenes.ts';

const asked = new URLSearchParams(location.search);
const scene = scenes[asked.get('scene') ?? ''];
const theme = asked.get('theme');
if (theme) document.documentElement.dataset['theme'] = theme;
document.documentElement.dir = asked.get('dir') ?? 'ltr';

if (!scene) {
  render(<GalleryIndex />, document.body);
} else {
  const live = stillLive(scene.still);
  const { acts } = stillActs(scene.refuse ? { ok: false, ...scene.refuse } : { ok: true });
  if (scene.page === 'popup') {
    await import('../../lib/ui/popup.css');
    const pages = { options: () => {}, statistics: () => {} };
    const lower = signal<ComponentType<LowerProps>>(PopupLower);
    render(<Popup live={live} acts={acts} pages={pages} lower={lower} />, document.body);
  } else {
    await import('../../lib/ui/options.css');
    const around = {
      version: '0.1.0',
      userAgent: navigator.userAgent,
      hasBuiltInServer: true,
      theme: 'system' as const,
      setTheme: () => {},
      copy: () => Promise.resolve(),
      data: {
        read: () => Promise.reject(new Error('The gallery holds no data.')),
        now: () => Date.now(),
        offsetAt: () => 0,
        derive: (name: string) => name,
        save: () => {},
      },
    };
    render(<OptionsPage live={live} acts={acts} around={around} />, document.body);
  }
  if (scene.press) {
    const press = scene.press;
    requestAnimationFrame(() => document.querySelector<HTMLElement>(press)?.click());
  }
}
