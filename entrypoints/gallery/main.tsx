import '../../lib/ui/kit/tokens.css';
import '../../lib/ui/kit/controls.css';
import '../../lib/ui/kit/segments.css';
import { signal } from '@preact/signals';
import { render, type ComponentType } from 'preact';
import { defaultRingSettings } from '../../lib/sound/ring-settings.ts';
import { readCatalogue } from '../../lib/language/catalogue.ts';
import { i18n, setCatalogueSource } from '../../lib/language/i18n.ts';
import { BlockedPage } from '../../lib/ui/blocked/page.tsx';
import { OptionsPage } from '../../lib/ui/options/page.tsx';
import { uiLocale } from '../../lib/ui/kit/locale.ts';
import { PopupLower } from '../../lib/ui/popup/lower.tsx';
import { Popup, type LowerProps } from '../../lib/ui/popup/popup.tsx';
import { checkpointRow } from '../../lib/store/testing/rows.ts';
import { someInsight, someJournal } from '../../lib/ui/testing/diagnosis.ts';
import { pomodorosFor, someTasks, stillActs, stillLive } from '../../lib/ui/testing/fixtures.ts';
import { GalleryIndex } from './gallery-index.tsx';
import { Parts } from './parts.tsx';
import { scenes, type Scene } from './scenes.ts';

const asked = new URLSearchParams(location.search);
const scene = scenes[asked.get('scene') ?? ''];
const theme = asked.get('theme');
if (theme) document.documentElement.dataset['theme'] = theme;
const language = asked.get('language');
if (language) setCatalogueSource({ value: await readCatalogue(language) });
document.documentElement.lang = uiLocale();
document.documentElement.dir = asked.get('dir') ?? i18n.t('@@bidi_dir');

const nothing = () => {};
const around = {
  version: '0.1.0',
  userAgent: navigator.userAgent,
  hasBuiltInServer: true,
  theme: 'system' as const,
  setTheme: nothing,
  language: { chosen: signal(language), choose: nothing },
  journal: signal(someJournal),
  inspect: () => Promise.resolve(someInsight),
  copy: () => Promise.resolve(),
  probe: () => Promise.resolve({ ok: true as const }),
  providers: {
    list: () => Promise.resolve(scene?.providers ?? []),
    permit: () => Promise.resolve(true),
  },
  redirectUrl: 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
  data: {
    // Where a sign-in asks what is kept, both sides have something.
    read: (owner: string | null) => Promise.resolve(someHoldings(owner)),
    now: () => Date.now(),
    offsetAt: () => 0,
    derive: (name: string) => name,
    save: nothing,
  },
  sounds: { stored: signal(defaultRingSettings), store: nothing, play: nothing },
  focus: {
    missing: (sites: readonly string[]) => Promise.resolve(sites.filter((site) => site.startsWith('video.'))),
    ask: () => Promise.resolve(true),
    giveBack: nothing,
    watch: () => nothing,
  },
  keys: {
    list: () => Promise.resolve([{ command: 'toggle', keys: 'Alt+Shift+S' }]),
    change: nothing,
  },
};

const someHoldings = (owner: string | null) => ({
  owner: owner ?? 'local',
  user: null,
  tasks:
    owner === null ? someTasks(['Write the report', 4]) : someTasks(['Plan', 1], ['Read', 2], ['Rest', 1]),
  sessions: pomodorosFor('task-0', owner === null ? 2 : 140),
  checkpoints: owner === null ? [checkpointRow({ timestamp: Date.now() })] : [],
});

async function showScene({ page, still, refuse, press }: Scene): Promise<void> {
  const live = stillLive(still);
  const { acts } = stillActs(refuse ? { ok: false, ...refuse } : { ok: true });
  if (page === 'statistics') {
    const { showStatistics } = await import('./stats-scene.tsx');
    await showStatistics(live);
  } else if (page === 'options') {
    await Promise.all([
      import('../../lib/ui/options/page.css'),
      import('../../lib/ui/options/data/data.css'),
    ]);
    render(<OptionsPage live={live} acts={acts} around={around} />, document.body);
  } else if (page === 'blocked') {
    const site = live.settings.value.sites[0] ?? 'other.example';
    const around = {
      target: new URL(`https://${site}/`),
      passes: signal({}),
      machineNow: () => live.now.value,
      allow: () => Promise.resolve(),
      leave: nothing,
      options: '#',
    };
    render(<BlockedPage live={live} around={around} />, document.body);
  } else {
    await import('../../lib/ui/popup/popup.css');
    const pages = { options: nothing, statistics: nothing };
    const lower = signal<ComponentType<LowerProps>>(PopupLower);
    render(<Popup live={live} acts={acts} pages={pages} lower={lower} />, document.body);
  }
  // Some of what is pressed is there only once something has answered.
  const pressIt = () => {
    const found = press === undefined ? null : document.querySelector<HTMLElement>(press);
    if (press !== undefined && !found) return afterPaint(pressIt);
    found?.click();
    // What comes of a press has effects of its own.
    afterPaint(() => afterPaint(finish));
  };
  afterPaint(pressIt);
}

/** Runs something once the picture that is due is on the screen, and its effects are through. */
function afterPaint(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run));
}

/** For whoever waits to look: nothing changes any more. */
function finish(): void {
  document.documentElement.dataset['shown'] = '';
}

async function showParts(): Promise<void> {
  await Promise.all([import('../../lib/ui/popup/popup.css'), import('../../lib/ui/kit/switch-row.css')]);
  render(<Parts />, document.body);
  afterPaint(finish);
}

if (scene) await showScene(scene);
else if (asked.get('scene') === 'parts') await showParts();
else render(<GalleryIndex />, document.body);
