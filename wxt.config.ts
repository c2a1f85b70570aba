import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

export default defineConfig({
  modules: ['@wxt-dev/i18n/module', '@wxt-dev/auto-icons', '@wxt-dev/webextension-polyfill'],
  imports: false,
  manifestVersion: 3,
  autoIcons: { baseIconPath: 'assets/icon.svg' },
  hooks: {
    // `imports: false` only hides the types: a parameter called `storage` would still get WXT's storage library.
    'config:resolved': ({ config }) => {
      config.imports.presets = [];
      config.imports.imports = [];
    },
  },
  vite: () => ({
    plugins: [preact()],
    // Every browser that Baton runs in knows modulepreload by itself.
    build: { modulePreload: { polyfill: false } },
  }),
  manifest: {
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    minimum_chrome_version: '120',
    permissions: ['alarms', 'storage', 'notifications', 'idle'],
    browser_specific_settings: {
      gecko: { id: 'baton@baton.timer', strict_min_version: '142.0' },
    },
    // Firefox's default policy upgrades ws:// to wss://, which would shut out a Supabase on the user's own machine.
    content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
  },
});
