import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { forgetOtherSites } from './forget-other-sites.ts';
import { storePass, storedPasses } from './storage/passes.ts';

let granted: string[];

beforeEach(() => {
  fakeBrowser.reset();
  granted = [
    '*://*/*',
    'https://*/*',
    '*://*.news.test/*',
    '*://*.video.test/*',
    '*://10.0.0.1/*',
    'http://given.test/*',
  ];
  Object.assign(fakeBrowser, {
    permissions: {
      getAll: () => Promise.resolve({ origins: granted }),
      remove({ origins }: { origins: string[] }) {
        if (origins.includes('http://given.test/*')) return Promise.reject(new Error('Required.'));
        granted = granted.filter((origin) => !origins.includes(origin));
        return Promise.resolve(true);
      },
    },
  });
});

test('FOCUS-17 what the browser keeps of sites that are on no list goes: permissions and passes', async () => {
  await storePass('news.test', 1000);
  await storePass('video.test', 1000);
  await forgetOtherSites(['news.test']);
  expect(granted).toEqual(['*://*/*', 'https://*/*', '*://*.news.test/*', 'http://given.test/*']);
  expect(Object.keys(await storedPasses())).toEqual(['news.test']);
  await forgetOtherSites([]);
  expect(granted).toEqual(['*://*/*', 'https://*/*', 'http://given.test/*']);
  expect(await storedPasses()).toEqual({});
});
