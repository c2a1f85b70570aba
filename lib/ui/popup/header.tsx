import './header.css';
import { i18n } from '#i18n';
import type { TimerView } from '../../timer/view.ts';
import { IconButton } from '../kit/icon-button.tsx';
import type { PopupFocus } from './focus/environment.ts';
import { RoundDots } from './round-dots.tsx';
import type { SyncSummary } from '../page/sync-summary.ts';
import { SyncLight } from './sync-light.tsx';

/** The pages that the popup opens. */
export interface Pages {
  /** Opens the options page, at a section of it. */
  options(section?: 'account' | 'focus'): void;
  /** Opens the statistics, or in them the sessions of today. */
  statistics?: (place?: 'today') => void;
  /** Shows the timer in a tab of its own. */
  tab?: () => void;
  /** What focus mode needs of the browser, which is loaded when its panel is opened. */
  focus?: () => Promise<PopupFocus>;
}

export interface PopupHeaderProps {
  /** Null while the timer is not known. */
  view: TimerView | null;
  sync: SyncSummary;
  pages: Pages;
  onSyncLight(): void;
}

const outward = 'M7 3.5H4.5a1 1 0 0 0-1 1v7a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V9M9.5 3.5h3v3M12.5 3.5 8 8';
const bars = 'M3 13V9M8 13V3M13 13V6';
const sliders =
  'M2 5h6M12 5h2M8 5a2 2 0 1 0 4 0a2 2 0 1 0-4 0M2 11h2M8 11h6M4 11a2 2 0 1 0 4 0a2 2 0 1 0-4 0';

export function PopupHeader({ view, sync, pages, onSyncLight }: PopupHeaderProps) {
  return (
    <header class="header">
      <div>
        <h1 class="heading">
          {view ? headingOf(view) : i18n.t('name')}
          {view && <RoundDots view={view} />}
        </h1>
        <SyncLight summary={sync} onPress={onSyncLight} />
      </div>
      {pages.tab && (
        <span class="to-tab">
          <IconButton name={i18n.t('pages.tab')} d={outward} onPress={pages.tab} />
        </span>
      )}
      {pages.statistics && (
        <IconButton name={i18n.t('pages.statistics')} d={bars} onPress={() => pages.statistics?.()} />
      )}
      <IconButton name={i18n.t('pages.options')} d={sliders} onPress={() => pages.options()} />
    </header>
  );
}

function headingOf({ state, phase, ended_phase }: TimerView): string {
  return state === 'finished' && ended_phase
    ? i18n.t(`heading.finished.${ended_phase}`)
    : i18n.t(`heading.${state}.${phase}`);
}
