import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { passLength } from '../focus/pass.ts';
import { readSettings, type StoredSettings } from '../timer/settings.ts';
import type { TimerView } from '../timer/view.ts';
import { runningView } from '../ui/testing/fixtures.ts';
import { createSiteBlocker } from './site-blocker.ts';
import { storePass } from './storage/passes.ts';

type Rule = Browser.declarativeNetRequest.Rule;

const now = 1_000_000_000;
const list = { focus_mode: true, 'site:news.test': true, 'site:video.test': true };

const view = runningView;
const paused: TimerView = { ...view, state: 'paused' };

/** What the browser has of rules, tabs and listeners. */
function installBrowser() {
  const held = {
    rules: [] as Rule[],
    writes: 0,
    tabs: [] as { id: number; url: string; discarded?: boolean }[],
  };
  const event = () => {
    const listeners = new Set<(...told: never[]) => void>();
    return {
      listeners,
      addListener: (listener: () => void) => void listeners.add(listener),
      removeListener: (listener: () => void) => void listeners.delete(listener),
    };
  };
  const onUpdated = event();
  Object.assign(fakeBrowser, {
    declarativeNetRequest: {
      getSessionRules: () => Promise.resolve(held.rules),
      updateSessionRules: ({ addRules = [] }: { addRules?: Rule[] }) => {
        held.rules = addRules;
        held.writes += 1;
        return Promise.resolve();
      },
    },
    permissions: { onAdded: event() },
  });
  Object.assign(fakeBrowser.tabs, {
    onUpdated,
    query: () => Promise.resolve(held.tabs),
    update: (id: number, { url }: { url: string }) => {
      held.tabs = held.tabs.map((tab) => (tab.id === id ? { ...tab, url } : tab));
      return Promise.resolve();
    },
  });
  return { held, onUpdated };
}

let fake: ReturnType<typeof installBrowser>;

beforeEach(() => {
  fakeBrowser.reset();
  fake = installBrowser();
});

const blocker = () => createSiteBlocker(() => now);
const settings = (stored: StoredSettings = list) => readSettings(stored);
const domains = () => fake.held.rules[0]?.condition.requestDomains;

describe('FOCUS-7 the rules of the browser', () => {
  it('FOCUS-14 are written once, however often the timer is painted', async () => {
    const { show } = blocker();
    for (let seconds = 0; seconds < 5; seconds += 1) await show({ ...view, remaining: seconds }, settings());
    expect(fake.held.writes).toBe(1);
    expect(domains()).toEqual(['news.test', 'video.test']);
  });

  it('FOCUS-14 are not written where they are right already, as after the death of a worker', async () => {
    await blocker().show(view, settings());
    await blocker().show(view, settings());
    expect(fake.held.writes).toBe(1);
    fake.held.rules = [];
    await blocker().show(view, settings());
    expect(fake.held.writes).toBe(2);
    expect(domains()).toEqual(['news.test', 'video.test']);
  });

  it('FOCUS-7 are written anew where they lead to the address of another session of the browser', async () => {
    await blocker().show(view, settings());
    vi.spyOn(fakeBrowser.runtime, 'getURL').mockReturnValue('chrome-extension://other/blocked.html');
    await blocker().show(view, settings());
    expect(fake.held.writes).toBe(2);
    const redirect = { regexSubstitution: 'chrome-extension://other/blocked.html#\\0' };
    expect(fake.held.rules[0]?.action.redirect).toEqual(redirect);
    vi.restoreAllMocks();
  });

  it('FOCUS-7 go with focus, also when another worker had set them, and none are written before', async () => {
    await blocker().show(paused, settings());
    expect(fake.held.writes).toBe(0);
    await blocker().show(view, settings());
    await blocker().show(paused, settings());
    expect(fake.held.rules).toEqual([]);
  });

  it('FOCUS-7 follow the list', async () => {
    const { show } = blocker();
    await show(view, settings());
    await show(view, settings({ ...list, 'site:news.test': false }));
    expect(domains()).toEqual(['video.test']);
    await show(view, settings({ ...list, focus_mode: false }));
    expect(fake.held.rules).toEqual([]);
  });

  it('FOCUS-7 are those of the last of several changes at once', async () => {
    const { show } = blocker();
    await Promise.all([show(view, settings()), show(paused, settings()), show(view, settings())]);
    expect(domains()).toEqual(['news.test', 'video.test']);
  });

  it('FOCUS-7 are tried again after a failure', async () => {
    const { show } = blocker();
    const update = vi
      .spyOn(fakeBrowser.declarativeNetRequest, 'updateSessionRules')
      .mockRejectedValueOnce(new Error('Too busy.'));
    await show(view, settings());
    await show(view, settings());
    expect(update).toHaveBeenCalledTimes(2);
    expect(domains()).toEqual(['news.test', 'video.test']);
  });

  it('FOCUS-14 tabs wake the worker only while something is blocked', async () => {
    const { show, stop } = blocker();
    await show(paused, settings());
    expect(fake.onUpdated.listeners.size).toBe(0);
    await show(view, settings());
    expect(fake.onUpdated.listeners.size).toBe(1);
    await show(paused, settings());
    expect(fake.onUpdated.listeners.size).toBe(0);
    await show(view, settings());
    stop();
    expect(fake.onUpdated.listeners.size).toBe(0);
  });
});

describe('FOCUS-5 open tabs', () => {
  it('FOCUS-5 on a blocked site get the page with the address that they were at; the others stay', async () => {
    fake.held.tabs = [
      { id: 1, url: 'https://news.test/a?b#c' },
      { id: 2, url: 'https://other.test/' },
      { id: 3, url: 'https://video.test/', discarded: true },
    ];
    await blocker().show(view, settings());
    expect(fake.held.tabs.map(({ url }) => url)).toEqual([
      `${fakeBrowser.runtime.getURL('/blocked.html')}#https://news.test/a?b#c`,
      'https://other.test/',
      'https://video.test/',
    ]);
  });
});

describe('FOCUS-6 a pass', () => {
  it('FOCUS-6 takes its site out of the rules and sets the alarm for its end', async () => {
    await storePass('news.test', now);
    await blocker().show(view, settings());
    const [rule] = fake.held.rules;
    expect(rule?.condition).toMatchObject({
      requestDomains: ['video.test'],
      excludedRequestDomains: ['news.test'],
    });
    expect((await fakeBrowser.alarms.get('pass'))?.scheduledTime).toBe(now + passLength);
    await createSiteBlocker(() => now + passLength).show(view, settings());
    expect(domains()).toEqual(['news.test', 'video.test']);
    expect(await fakeBrowser.alarms.get('pass')).toBeUndefined();
  });
});
