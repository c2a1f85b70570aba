import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { defaultKeys } from './lib/browser/toolbar/default-keys.ts';
import { createFirstPaint } from './scripts/build/first-paint.ts';
import { createModuleSizes } from './scripts/build/module-sizes.ts';
import { sayWhatGrew } from './scripts/build/size-report.ts';

/**
 * Leaves the polyfill, 3 KB, out of the background. Every call that the background makes returns a promise by itself in
 * every browser that Baton supports.
 */
function useNativeApi(): Plugin {
  return {
    name: 'use-native-api',
    enforce: 'pre',
    resolveId: (id) => (id === 'webextension-polyfill' ? '\0native-extension-api' : null),
    load: (id) =>
      id === '\0native-extension-api'
        ? 'export default globalThis.browser?.runtime?.id ? browser : chrome'
        : null,
  };
}

/**
 * What a page of the extension may load and do. People name their own servers, also on their own machine, so connections
 * may go anywhere; Firefox would turn ws:// into wss:// without a policy that names it. Frames are needed by Firefox,
 * whose background plays its sound in one.
 */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "object-src 'none'",
  "connect-src 'self' http: https: ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const firstPaint = createFirstPaint('popup');
const moduleSizes = createModuleSizes();

export default defineConfig({
  modules: ['@wxt-dev/i18n/module', '@wxt-dev/auto-icons', '@wxt-dev/webextension-polyfill'],
  imports: false,
  manifestVersion: 3,
  autoIcons: { baseIconPath: 'assets/icon.svg' },
  hooks: {
    'vite:build:extendConfig'(entrypoints, config) {
      if (entrypoints.some(({ type }) => type === 'background'))
        config.plugins = [...(config.plugins ?? []), useNativeApi()];
      if (entrypoints.some(({ name }) => name === 'popup')) Object.assign(config, firstPaint.addTo(config));
    },
    'build:manifestGenerated'(_, manifest) {
      const policies = manifest.content_security_policy;
      if (typeof policies === 'object' && policies.extension_pages)
        policies.extension_pages = firstPaint.allowStyles(policies.extension_pages);
    },
    'build:done'({ config: { browser, outDir, command } }) {
      if (command !== 'build') return;
      moduleSizes.keep(outDir);
      const grown = sayWhatGrew(browser, outDir);
      if (grown !== '') console.log(`Since npm run sizes -- --keep:\n${grown}`);
    },
    // `imports: false` only hides the types. WXT would still put its storage library in place of a parameter `storage`.
    'config:resolved': ({ config }) => {
      config.imports.presets = [];
      config.imports.imports = [];
      // The generated module knows the browser's language only. Its types stay in use.
      config.alias['#i18n'] = fileURLToPath(new URL('lib/language/i18n.ts', import.meta.url));
    },
  },
  vite: () => ({
    plugins: [preact(), moduleSizes.plugin()],
    resolve: {
      alias: {
        // supabase-js has clients for two services that Baton does not use. They would be 12 KB of the background.
        '@supabase/functions-js': fileURLToPath(
          new URL('lib/sync/supabase/left-out/functions.ts', import.meta.url),
        ),
        '@supabase/storage-js': fileURLToPath(
          new URL('lib/sync/supabase/left-out/storage.ts', import.meta.url),
        ),
      },
    },
    // Every browser that Baton supports knows modulepreload.
    build: { modulePreload: { polyfill: false } },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    // The first one whose getURL gives the address that a file has for websites in this session.
    minimum_chrome_version: '130',
    // There is one timer for all windows. With `split`, Chrome would run a second background for Incognito windows.
    incognito: 'spanning',
    permissions: [
      'alarms',
      'storage',
      // Without it the browser may delete the history of somebody who has no account when the disk gets full.
      'unlimitedStorage',
      'notifications',
      'idle',
      'contextMenus',
      // The popup offers to block the site in front. By itself this permits nothing, until the person opens the popup.
      'activeTab',
      // By itself it permits nothing. But if it is granted later, Chromium crashes at the first rule.
      'declarativeNetRequestWithHostAccess',
      // Firefox grants `identity` at installation or never. Chrome's worker can make a sound only through an offscreen
      // page.
      browser === 'firefox' ? 'identity' : 'offscreen',
    ],
    // Asked for when somebody signs in through a provider.
    ...(browser !== 'firefox' && { optional_permissions: ['identity'] }),
    // Asked for site by site, when somebody adds one to the blocked sites.
    optional_host_permissions: ['*://*/*'],
    // A browser redirects from a website only to a page that this website may open. So that no website can try whether
    // it is there, its address is another one in each session of Chromium. Firefox has one for each installation.
    web_accessible_resources: [
      browser === 'firefox'
        ? // Firefox asks who began the way to a page. A provider's sign-in that ends at `signed-in` began anywhere.
          { resources: ['blocked.html', 'signed-in.html'], matches: ['*://*/*'] }
        : // With narrower patterns Chromium refuses the redirect of an address that was typed.
          { resources: ['blocked.html'], matches: ['<all_urls>'], use_dynamic_url: true },
    ],
    commands: {
      _execute_action: { suggested_key: defaultKeys._execute_action },
      toggle: {
        suggested_key: defaultKeys.toggle,
        description: '__MSG_keyboard_toggle__',
      },
      skip: { description: '__MSG_keyboard_skip__' },
      stop: { description: '__MSG_keyboard_stop__' },
    },
    browser_specific_settings: {
      gecko: {
        id: 'baton@baton.timer',
        strict_min_version: '142.0',
        // Nothing is sent before somebody signs in, and then Firefox asks first (lib/browser/data-consent.ts).
        data_collection_permissions: {
          required: ['none'],
          optional: ['authenticationInfo', 'personallyIdentifyingInfo'],
        },
      },
      // The same build. What this Firefox lacks is in lib/browser/native.ts. From this version it asks for the
      // consent above.
      gecko_android: { strict_min_version: '142.0' },
    },
    content_security_policy: { extension_pages: policy },
  }),
});
