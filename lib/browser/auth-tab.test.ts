import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showAuthTab } from './auth-tab.ts';
import { firefoxRedirectUrl } from './auth-tab-address.ts';
import { tellReturn } from './tell-return.ts';

const rules = new Map<number, unknown>();
const closed = new Set<(tab: number) => void>();
const remove = vi.fn(() => Promise.resolve(true));

beforeEach(() => {
  fakeBrowser.reset();
  rules.clear();
  closed.clear();
  remove.mockClear();
  Object.assign(fakeBrowser, {
    permissions: { remove },
    tabs: {
      create: () => Promise.resolve({ id: 7 }),
      onRemoved: {
        addListener: (listener: (tab: number) => void) => closed.add(listener),
        removeListener: (listener: (tab: number) => void) => closed.delete(listener),
      },
    },
    declarativeNetRequest: {
      updateSessionRules({ removeRuleIds = [], addRules = [] }: Rules) {
        for (const id of removeRuleIds) rules.delete(id);
        for (const rule of addRules) rules.set(rule.id, rule);
        return Promise.resolve();
      },
    },
  });
});

/** A tab that is still waited for would be after the tests as well. */
afterEach(() => {
  for (const listener of closed) listener(7);
});

interface Rules {
  removeRuleIds?: number[];
  addRules?: { id: number }[];
}

test('PHONE-5 the address is what Firefox makes of the add-on id', async () => {
  const config = await readFile(join(import.meta.dirname, '../../wxt.config.ts'), 'utf8');
  const id = /id: '([^']+)'/.exec(config)?.[1] ?? '';
  const hash = createHash('sha1').update(id).digest('hex');
  expect(firefoxRedirectUrl).toBe(`https://${hash}.extensions.allizom.org/`);
});

test('PHONE-2 PHONE-5 a closed tab ends the wait, the rule and the permission', async () => {
  const shown = showAuthTab('https://provider.example/');
  await vi.waitUntil(() => closed.size > 0);
  expect(rules.size).toBe(1);
  for (const listener of closed) listener(7);
  expect(await shown).toBeNull();
  expect([rules.size, closed.size]).toEqual([0, 0]);
  expect(remove).toHaveBeenCalledWith({ origins: [`${firefoxRedirectUrl}*`] });
});

test('PHONE-2 an address from another tab is not taken', async () => {
  void showAuthTab('https://provider.example/');
  await vi.waitUntil(() => closed.size > 0);
  expect(await tellReturn(`${firefoxRedirectUrl}?code=stolen`)).toBe(false);
});
