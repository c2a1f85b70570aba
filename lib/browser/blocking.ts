import { browser, type Browser } from 'wxt/browser';
import { blockingAt, isBlocked, type Blocking } from '../focus/blocking.ts';
import type { Settings } from '../timer/settings.ts';
import type { TimerView } from '../timer/view.ts';
import { setAlarm } from './alarms.ts';
import { originOf } from './origin.ts';
import { storedPasses } from './storage/passes.ts';

const ruleId = 1;

type Rule = Browser.declarativeNetRequest.Rule;

/** Keeps the browser's rules and its tabs as `blockingAt` says. `now` is this machine's own time, milliseconds. */
export function createBlocker(now: () => number) {
  const { declarativeNetRequest, permissions, tabs } = browser;
  const instead = `${browser.runtime.getURL('/blocked.html')}#`;
  let current: Blocking | null = null;
  let applied = '';
  let last = Promise.resolve();

  /**
   * Takes open tabs off the blocked sites: those that were open before, and those that no rule turned away since a
   * worker of the site, or the way back to a page kept in memory, brought them without asking the network.
   */
  async function sweep(): Promise<void> {
    const blocking = current;
    if (!blocking || blocking.sites.length === 0) return;
    // Without the permission for a site, its tabs are not told here.
    const open = await tabs.query({ url: blocking.sites.map(originOf) });
    await Promise.allSettled(
      open.map(async ({ id, url = '', discarded }) => {
        // One that was put away loads, and is seen, when somebody turns to it.
        if (!discarded && isBlocked(url, blocking)) await tabs.update(id, { url: instead + url });
      }),
    );
  }

  const look = () => void sweep();
  const lookAt = (_: number, { url }: { url?: string }) => {
    if (url !== undefined) look();
  };

  async function apply(view: TimerView, settings: Settings): Promise<void> {
    const wanted = blockingAt(view, settings, settings.focus_mode ? await storedPasses() : {}, now());
    const words = JSON.stringify(wanted);
    if (words === applied) return;
    current = wanted;
    const [there] = await declarativeNetRequest.getSessionRules();
    const rules = rulesFor(wanted, instead);
    if (!isSame(there, rules[0])) {
      await declarativeNetRequest.updateSessionRules({ removeRuleIds: [ruleId], addRules: rules });
    }
    await setAlarm('pass', wanted?.nextPassEnd ?? null);
    if (wanted) listen();
    else stop();
    await sweep();
    applied = words;
  }

  /** While something is blocked, and only then, these wake the worker, which has slept meanwhile. */
  function listen(): void {
    tabs.onUpdated.addListener(lookAt);
    permissions.onAdded.addListener(look);
  }

  function stop(): void {
    tabs.onUpdated.removeListener(lookAt);
    permissions.onAdded.removeListener(look);
  }

  return {
    /** Resolves once what is wanted is in force. */
    show(view: TimerView, settings: Settings): Promise<void> {
      last = last.then(() => apply(view, settings)).catch(() => undefined);
      return last;
    },
    stop,
  };
}

/** One rule holds for all sites; the address that was asked for goes along behind the `#`. */
function rulesFor(blocking: Blocking | null, instead: string): Rule[] {
  if (!blocking || blocking.sites.length === 0) return [];
  const { sites, allowed } = blocking;
  return [
    {
      id: ruleId,
      action: { type: 'redirect', redirect: { regexSubstitution: `${instead}\\0` } },
      condition: {
        regexFilter: '^http.*',
        requestDomains: sites,
        // An empty list is an error.
        ...(allowed.length > 0 && { excludedRequestDomains: allowed }),
        resourceTypes: ['main_frame'],
      },
    },
  ];
}

/** Changing rules that are as wanted would cost the browser its caches. */
function isSame(one: Rule | undefined, other: Rule | undefined): boolean {
  const words = (rule?: Rule) =>
    JSON.stringify(rule && [rule.condition.requestDomains, rule.condition.excludedRequestDomains]);
  return words(one) === words(other);
}
