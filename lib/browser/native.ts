import type { browser as Polyfilled } from 'wxt/browser';

type Extension = typeof Polyfilled;

/**
 * The extension API as the browser brings it, for what the popup loads before its first picture: what is asked of it
 * there answers with promises by itself in every browser that Baton runs in, and the polyfill weighs 3 KB.
 */
export function nativeExtension(): Extension {
  const scope = globalThis as unknown as { browser?: Extension; chrome: Extension };
  return scope.browser?.runtime?.id ? scope.browser : scope.chrome;
}
