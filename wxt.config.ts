import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';

/**
 * In every browser that Baton runs in, what the worker calls answers with promises by itself; the polyfill, which
 * evens out older and rarer calls for the pages, would be 3 KB of it.
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

export default defineConfig({
  modules: ['@wxt-dev/i18n/module', '@wxt-dev/auto-icons', '@wxt-dev/webextension-polyfill'],
  imports: false,
  manifestVersion: 3,
  autoIcons: { baseIconPath: 'assets/icon.svg' },
  hooks: {
    'vite:build:extendConfig'(entrypoints, config) {
      if (!entrypoints.some(({ type }) => type === 'background')) return;
      config.plugins = [...(config.plugins ?? []), useNativeApi()];
    },
    // `imports: false` only hides the types: a parameter called `storage` would still get WXT's storage library.
    'config:resolved': ({ config }) => {
      config.imports.presets = [];
      config.imports.imports = [];
      // The generated one speaks the language of the browser and no other; its types stay in use.
      config.alias['#i18n'] = fileURLToPath(new URL('lib/language/i18n.ts', import.meta.url));
    },
  },
  vite: () => ({
    plugins: [preact()],
    resolve: {
      alias: {
        // supabase-js brings clients for two services that Baton does not use: 12 KB of the worker.
        '@supabase/functions-js': fileURLToPath(
          new URL('lib/sync/supabase/left-out/functions.ts', import.meta.url),
        ),
        '@supabase/storage-js': fileURLToPath(
          new URL('lib/sync/supabase/left-out/storage.ts', import.meta.url),
        ),
      },
    },
    // Every browser that Baton runs in knows modulepreload by itself.
    build: { modulePreload: { polyfill: false } },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    minimum_chrome_version: '120',
    // Chrome's worker has no way to make a sound but a page of its own; Firefox's background is one.
    permissions: [
      'alarms',
      'storage',
      'notifications',
      'idle',
      'contextMenus',
      // It lets nothing happen by itself, and Chromium crashes at the first rule where it was given later.
      'declarativeNetRequestWithHostAccess',
      // Firefox knows it as one to have from the start only.
      browser === 'firefox' ? 'identity' : 'offscreen',
    ],
    // Asked for once somebody signs in by a provider.
    ...(browser !== 'firefox' && { optional_permissions: ['identity'] }),
    // Asked for site by site, once somebody lists one.
    optional_host_permissions: ['*://*/*'],
    // A browser leads from any website only to a page that any website may open.
    web_accessible_resources: [{ resources: ['blocked.html'], matches: ['*://*/*'] }],
    // Chrome keeps Alt+Shift+P and Alt+Shift+B to itself. Skip and stop are not for slips of the finger.
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+O' } },
      toggle: {
        suggested_key: { default: 'Alt+Shift+S' },
        description: '__MSG_keyboard_toggle__',
      },
      skip: { description: '__MSG_keyboard_skip__' },
      stop: { description: '__MSG_keyboard_stop__' },
    },
    browser_specific_settings: {
      gecko: {
        id: 'baton@baton.timer',
        strict_min_version: '142.0',
        // Nothing leaves the browser before somebody signs in, and Firefox asks them first (lib/browser/data-consent.ts).
        data_collection_permissions: {
          required: ['none'],
          optional: ['authenticationInfo', 'personallyIdentifyingInfo'],
        },
      },
    },
    // Firefox's default policy upgrades ws:// to wss://, which would shut out a Supabase on the user's own machine.
    content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
  }),
});
