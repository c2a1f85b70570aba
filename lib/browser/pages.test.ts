import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showPopup } from './pages.ts';

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser.runtime, { getContexts: () => Promise.resolve([]) });
});

const urls = async () => (await fakeBrowser.tabs.query({})).map(({ url }) => url);

test('RING-5 a click beside the buttons opens the popup', async () => {
  const openPopup = vi.fn(() => Promise.resolve());
  Object.assign(fakeBrowser.action, { openPopup });
  const before = await urls();
  await showPopup();
  expect(openPopup).toHaveBeenCalledOnce();
  expect(await urls()).toEqual(before);
});

test('RING-5 where the browser refuses to open the popup, its page comes in a tab', async () => {
  Object.assign(fakeBrowser.action, { openPopup: () => Promise.reject(new Error('No window.')) });
  await showPopup();
  expect(await urls()).toContain(fakeBrowser.runtime.getURL('/popup.html'));
});
