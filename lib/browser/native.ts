import type { browser as Polyfilled } from 'wxt/browser';

type Extension = typeof Polyfilled;

/**
 * The extension API without the polyfill, for files that the popup loads before its first paint: there the polyfill's
 * 3 KB are too much, and every call that these files make returns a promise by itself in every browser. All other
 * files use `wxt/browser`. See docs/decisions/0011-two-doors-to-the-extension-api.md.
 */
export function nativeExtension(): Extension {
  const scope = globalThis as unknown as { browser?: Extension; chrome: Extension };
  return scope.browser?.runtime?.id ? scope.browser : scope.chrome;
}
