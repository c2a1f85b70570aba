import { browser, type Browser } from 'wxt/browser';
import { blockingAt, isBlocked, type Blocking } from '../focus/blocking.ts';
import type { Settings } from '../timer/settings.ts';
import type { TimerView } from '../timer/view.ts';
import { setAlarm } from './alarms.ts';
import { matchPattern } from './match-pattern.ts';
import { storedPasses } from './storage/passes.ts';

/** A provider's sign-in may have another rule (auth-tab.ts). */
const ruleId = 1;

type Rule = Browser.declarativeNetRequest.Rule;

/** Makes the browser block what `blockingAt` says. */
export interface SiteBlocker {
  /** Resolves once the browser's rules and its open tabs are as they should be. */
  show(view: TimerView, settings: Settings): Promise<void>;
  stop(): void;
}

/** `now` is this machine's own time, milliseconds. */
export function createSiteBlocker(now: () => number): SiteBlocker {
  const { declarativeNetRequest, permissions, tabs } = browser;
  // In Chromium it has another address in each session, and only that can be redirected to.
  const blockedPage = `${browser.runtime.getURL('/blocked.html')}#`;
  let current: Blocking | null = null;
  let inForce = '';
  let last = Promise.resolve();

  /**
   * Puts the page `blocked` into tabs that show a blocked site. They were open before the rules came, or no rule
   * caught them, because the page came from a worker of the site or from memory and not from the network.
   */
  async function redirectOpenTabs(): Promise<void> {
    const blocking = current;
    if (!blocking || blocking.sites.length === 0) return;
    // The browser hides the tabs of sites that Baton has no permission for.
    const open = await tabs.query({ url: blocking.sites.map(matchPattern) });
    await Promise.allSettled(
      open.map(async ({ id, url = '', discarded }) => {
        // A discarded tab loads again when the person turns to it, and then a rule catches it.
        if (!discarded && isBlocked(url, blocking)) await tabs.update(id, { url: blockedPage + url });
      }),
    );
  }

  const onPermission = () => void redirectOpenTabs();
  const onTabUpdated = (_: number, { url }: { url?: string }) => {
    if (url !== undefined) void redirectOpenTabs();
  };

  async function apply(view: TimerView, settings: Settings): Promise<void> {
    const wanted = blockingAt(view, settings, settings.focus_mode ? await storedPasses() : {}, now());
    const written = JSON.stringify(wanted);
    if (written === inForce) return;
    current = wanted;
    const present = (await declarativeNetRequest.getSessionRules()).find(({ id }) => id === ruleId);
    const rules = rulesFor(wanted, blockedPage);
    if (!isSame(present, rules[0])) {
      await declarativeNetRequest.updateSessionRules({ removeRuleIds: [ruleId], addRules: rules });
    }
    await setAlarm('pass', wanted?.nextPassEnd ?? null);
    if (wanted) listen();
    else stop();
    await redirectOpenTabs();
    inForce = written;
  }

  /** These events wake the worker, so it listens to them only while something is blocked. */
  function listen(): void {
    tabs.onUpdated.addListener(onTabUpdated);
    permissions.onAdded.addListener(onPermission);
  }

  function stop(): void {
    tabs.onUpdated.removeListener(onTabUpdated);
    permissions.onAdded.removeListener(onPermission);
  }

  return {
    show(view, settings) {
      last = last.then(() => apply(view, settings)).catch(() => undefined);
      return last;
    },
    stop,
  };
}

/** One rule for all sites. The address that was asked for goes along after the `#`. */
function rulesFor(blocking: Blocking | null, blockedPage: string): Rule[] {
  if (!blocking || blocking.sites.length === 0) return [];
  const { sites, allowed } = blocking;
  return [
    {
      id: ruleId,
      action: { type: 'redirect', redirect: { regexSubstitution: `${blockedPage}\\0` } },
      condition: {
        regexFilter: '^http.*',
        requestDomains: sites,
        // The browser refuses an empty list.
        ...(allowed.length > 0 && { excludedRequestDomains: allowed }),
        resourceTypes: ['main_frame'],
      },
    },
  ];
}

/** A browser loses its caches when rules are written, even if they stay the same. */
function isSame(one: Rule | undefined, other: Rule | undefined): boolean {
  const partsOf = (rule?: Rule) =>
    JSON.stringify(
      rule && [rule.action.redirect, rule.condition.requestDomains, rule.condition.excludedRequestDomains],
    );
  return partsOf(one) === partsOf(other);
}
