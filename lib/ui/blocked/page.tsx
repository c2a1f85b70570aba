import './page.css';
import type { ReadonlySignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { hasPass, passLength, type Passes } from '../../focus/pass.ts';
import { isBlockingOn } from '../../focus/blocking.ts';
import { siteOfHost } from '../../focus/site.ts';
import { siteName } from '../../focus/site-name.ts';
import type { TimerView } from '../../timer/view.ts';
import { minutesAndSeconds, timeOfDay } from '../kit/clock-text.ts';
import type { PageSignals } from '../page/signals.ts';
import { Ring } from '../kit/ring.tsx';

/** What the page needs of the browser that it stands in. */
export interface BlockedEnvironment {
  /** The address that was asked for, or null where there is none to go to. */
  target: URL | null;
  passes: ReadonlySignal<Passes>;
  /** This machine's own time, milliseconds. */
  machineNow(): number;
  /** Opens the site for a while on this device; resolves once the browser lets it through. */
  allow(site: string): Promise<void>;
  /** Goes to the address that was asked for. */
  leave(): void;
  /** Where the list is. */
  options: string;
}

export interface BlockedPageProps {
  signals: PageSignals;
  environment: BlockedEnvironment;
}

const minutes = passLength / 60_000;

/** Stands in for a site of the list while focus runs, and says when it no longer has to. */
export function BlockedPage({ signals, environment }: BlockedPageProps) {
  const settings = signals.settings.value;
  const view = signals.view.value;
  const { target } = environment;
  const listed = target === null ? undefined : siteOfHost(target.hostname, settings.sites);
  // A site that is taken off the list while this page is open can be gone to. Nobody else's address ever can.
  const [known] = useState(listed);
  const site = listed ?? known;
  if (site === undefined) return <NotListed options={environment.options} />;
  const passes = environment.passes.value;
  const until = hasPass(site, passes, environment.machineNow()) ? passes[site] : undefined;
  const name = siteName(site);
  const isBlocked = isBlockingOn(view, settings) && listed !== undefined && until === undefined;
  return (
    <main class="blocked" data-phase={view.phase} data-state={view.state}>
      <p class="blocked-by">{i18n.t('name')}</p>
      <h1 class="blocked-title">{i18n.t(isBlocked ? 'blocked.title' : 'blocked.open', [name])}</h1>
      {isBlocked ? (
        <TimeLeft signals={signals} view={view} />
      ) : (
        <p class="blocked-text">{reasonOf(view, until, listed === undefined)}</p>
      )}
      <div class="blocked-ways">
        {isBlocked ? (
          <button type="button" class="chip" onClick={() => void environment.allow(site)}>
            {i18n.t('blocked.allow', [String(minutes)])}
          </button>
        ) : (
          <button type="button" class="strong" onClick={() => environment.leave()}>
            {i18n.t('blocked.go', [name])}
          </button>
        )}
        <a class="blocked-link" href={environment.options}>
          {i18n.t('blocked.change')}
        </a>
      </div>
      <p class="unseen" role="status">
        {!isBlocked && i18n.t('blocked.open', [name])}
      </p>
    </main>
  );
}

/** What is left, and of what. */
function TimeLeft({ signals, view }: { signals: PageSignals; view: TimerView }) {
  const { remaining, total, ends_at, task_id } = view;
  const task = signals.tasks.value.find(({ id }) => id === task_id);
  const face = minutesAndSeconds(remaining);
  return (
    <>
      <Ring fraction={total > 0 ? remaining / total : 0}>
        <div class="face">
          <span class="face-note">{ends_at !== null && i18n.t('timer.until', [timeOfDay(ends_at)])}</span>
          <span class="time" role="timer" data-long={face.length > 5}>
            {face}
          </span>
        </div>
      </Ring>
      {task && !task.deleted_at && (
        <p class="blocked-task" dir="auto">
          {task.title}
        </p>
      )}
    </>
  );
}

/** Opened for an address that is on nobody's list: it leads nowhere. */
function NotListed({ options }: { options: string }) {
  return (
    <main class="blocked">
      <p class="blocked-by">{i18n.t('name')}</p>
      <h1 class="blocked-title">{i18n.t('blocked.nothing')}</h1>
      <p class="blocked-text">{i18n.t('blocked.nothing_text')}</p>
      <div class="blocked-ways">
        <a class="blocked-link" href={options}>
          {i18n.t('blocked.change')}
        </a>
      </div>
    </main>
  );
}

function reasonOf({ state, phase }: TimerView, until: number | undefined, isOffList: boolean): string {
  if (isOffList) return i18n.t('blocked.off_list');
  if (until !== undefined) return i18n.t('blocked.allowed', [timeOfDay(until)]);
  if (state === 'running' && phase === 'work') return i18n.t('blocked.switched_off');
  return state === 'paused' && phase === 'work' ? i18n.t('blocked.paused') : i18n.t('blocked.over');
}
