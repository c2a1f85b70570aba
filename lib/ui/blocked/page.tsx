import './page.css';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { hasPass, passLength, type Passes } from '../../focus/pass.ts';
import { isBlockingOn } from '../../focus/blocking.ts';
import { siteOfHost } from '../../focus/site.ts';
import { siteName } from '../../focus/site-name.ts';
import type { TimerView } from '../../timer/view.ts';
import { minutesAndSeconds, timeOfDay } from '../kit/clock-text.ts';
import { AnnouncingPage } from '../kit/announcer.tsx';
import { createAnnouncements } from '../kit/announcements.ts';
import { useSpoken } from '../kit/spoken.tsx';
import { BrokenBanner } from '../page/broken-banner.tsx';
import type { PageSignals } from '../page/signals.ts';
import { Ring } from '../kit/ring.tsx';

/** What the page needs of the browser that it runs in. */
export interface BlockedEnvironment {
  /** The address that was blocked. Null where there is none to go to. */
  target: URL | null;
  passes: ReadonlySignal<Passes>;
  /** This machine's own time, milliseconds. */
  machineNow(): number;
  /** Opens the site for a while on this device. Resolves once the browser lets it through. */
  allow(site: string): Promise<void>;
  /** Goes to the address that was blocked. */
  openTarget(): void;
  /** The address of the options, at the list of sites. */
  options: string;
}

export interface BlockedPageProps {
  signals: PageSignals;
  environment: BlockedEnvironment;
}

const minutes = passLength / 60_000;

/** Stands in for a blocked site while focus runs, and says when the site is open again. */
export function BlockedPage(props: BlockedPageProps) {
  const announcements = useMemo(createAnnouncements, []);
  return (
    <AnnouncingPage announcements={announcements}>
      <Page {...props} />
    </AnnouncingPage>
  );
}

function Page({ signals, environment }: BlockedPageProps) {
  if (signals.isKnown.value) return <KnownPage signals={signals} environment={environment} />;
  // Whether the site is blocked is not known either. Nothing is offered that could turn out wrong.
  return (
    <main class="blocked">
      <h1 class="blocked-by">{i18n.t('name')}</h1>
      <BrokenBanner signals={signals} />
    </main>
  );
}

function KnownPage({ signals, environment }: BlockedPageProps) {
  const settings = signals.settings.value;
  const view = signals.view.value;
  const { target } = environment;
  const listed = target === null ? undefined : siteOfHost(target.hostname, settings.sites);
  // A person may take the site off the list while this page is open, and go there. An address that was never on the
  // list leads nowhere.
  const [known] = useState(listed);
  const site = listed ?? known;
  // A website can lead here for any address. The title says none that the person does not know.
  useEffect(() => {
    if (site !== undefined) document.title = `${siteName(site)} · ${i18n.t('name')}`;
  }, [site]);
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
        <OpenAgain name={name} why={whyOpen(view, until, listed === undefined)} />
      )}
      <div class="blocked-ways">
        {isBlocked ? (
          <button type="button" class="chip" onClick={() => void environment.allow(site)}>
            {i18n.t('blocked.allow', [String(minutes)])}
          </button>
        ) : (
          <button type="button" class="strong" onClick={() => environment.openTarget()}>
            {i18n.t('blocked.go', [name])}
          </button>
        )}
        <a class="blocked-link" href={environment.options}>
          {i18n.t('blocked.change')}
        </a>
      </div>
    </main>
  );
}

function OpenAgain({ name, why }: { name: string; why: string }) {
  useSpoken(i18n.t('blocked.open', [name]));
  return <p class="blocked-text">{why}</p>;
}

function TimeLeft({ signals, view }: { signals: PageSignals; view: TimerView }) {
  const { remaining, total, ends_at, task_id } = view;
  const task = signals.tasks.value.find(({ id }) => id === task_id);
  const face = minutesAndSeconds(remaining);
  return (
    <>
      <Ring fraction={total > 0 ? remaining / total : 0}>
        <div class="face">
          <span class="face-note">{ends_at !== null && i18n.t('timer.until', [timeOfDay(ends_at)])}</span>
          <span class="time" role="timer" aria-label={i18n.t('spoken.time_left')} data-long={face.length > 5}>
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

/** Any website can open this page for any address. One that is not on the list leads nowhere. */
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

function whyOpen({ state, phase }: TimerView, until: number | undefined, isOffList: boolean): string {
  if (isOffList) return i18n.t('blocked.off_list');
  if (until !== undefined) return i18n.t('blocked.allowed', [timeOfDay(until)]);
  if (state === 'running' && phase === 'work') return i18n.t('blocked.switched_off');
  return state === 'paused' && phase === 'work' ? i18n.t('blocked.paused') : i18n.t('blocked.over');
}
