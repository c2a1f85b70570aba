import '../../lib/ui/kit/tokens.css';
import '../../lib/ui/kit/controls.css';
import { render } from 'preact';
import { readCatalogue } from '../../lib/language/catalogue.ts';
import { i18n, setCatalogueSource } from '../../lib/language/i18n.ts';
import { uiLocale } from '../../lib/ui/kit/locale.ts';
import { recordingActions, fixedSignals } from '../../lib/ui/testing/fixtures.ts';
import { Overview } from './overview.tsx';
import type { Scene, SceneNames } from './scene.ts';
import { scenes } from './scenes.ts';

const asked = new URLSearchParams(location.search);
const shown = scenes[asked.get('scene') ?? ''];
const theme = asked.get('theme');
if (theme) document.documentElement.dataset['theme'] = theme;
const language = asked.get('language');
if (language) setCatalogueSource({ value: await readCatalogue(language) });
document.documentElement.lang = uiLocale();
document.documentElement.dir = asked.get('dir') ?? i18n.t('language.direction');

function welcomeOf(scene: Scene): 'chromium' | 'firefox' | 'phone' {
  if (scene === scenes['welcome-phone']) return 'phone';
  return scene === scenes['welcome-firefox'] ? 'firefox' : 'chromium';
}

async function showScene(scene: Scene): Promise<void> {
  const { page, fixture, refuse, type = {}, press = [], providers = [] } = scene;
  const { wantsCaptcha = false, hasPair = false, answer = { ok: true } } = scene;
  const signals = fixedSignals(fixture);
  const { actions } = recordingActions(refuse ? { ok: false, ...refuse } : answer);
  // Loaded one by one, because some styles of a page are for the whole document.
  if (page === 'statistics') {
    await (await import('./statistics-scene.tsx')).showStatistics(signals, actions);
  } else if (page === 'options') {
    (await import('./options-scene.tsx')).showOptions({
      signals,
      actions,
      language,
      providers,
      wantsCaptcha,
      hasPair,
    });
  } else if (page === 'welcome') {
    (await import('./welcome-scene.tsx')).showWelcome(welcomeOf(scene));
  } else if (page === 'blocked') {
    (await import('./blocked-scene.tsx')).showBlocked(signals);
  } else {
    (await import('./popup-scene.tsx')).showPopup({ signals, actions });
  }
  const waiting = typeof press === 'string' ? [press] : [...press];
  // Some buttons and fields are there only once something has answered.
  const typeAll = () => {
    for (const [field, text] of Object.entries(type)) typeInto(field, text);
    afterPaint(pressNext);
  };
  const pressNext = () => {
    const [next] = waiting;
    const found = next === undefined ? null : document.querySelector<HTMLElement>(next);
    if (found) {
      waiting.shift();
      found.click();
    }
    // A press has effects, which are drawn in turn.
    afterPaint(() => afterPaint(next === undefined ? finish : typeAll));
  };
  afterPaint(typeAll);
}

function typeInto(selector: string, text: string): void {
  const field = document.querySelector<HTMLInputElement>(selector);
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Runs something after the next paint and its effects. */
function afterPaint(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run));
}

/** Tells whoever waits for it that nothing changes any more. */
function finish(): void {
  document.documentElement.dataset['shown'] = '';
}

/** For tests, which look at one scene after another. */
function namesByPage(): SceneNames {
  const names: SceneNames = { popup: [], options: [], statistics: [], welcome: [], blocked: [] };
  for (const [name, { page }] of Object.entries(scenes)) names[page].push(name);
  return names;
}

async function showParts(): Promise<void> {
  const { Parts } = await import('./parts.tsx');
  render(<Parts />, document.body);
  afterPaint(finish);
}

if (shown) await showScene(shown);
else if (asked.get('scene') === 'parts') await showParts();
else if (asked.has('names')) document.body.textContent = JSON.stringify(namesByPage());
else render(<Overview />, document.body);
