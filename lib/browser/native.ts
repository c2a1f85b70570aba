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

/** The parts of the extension API that some browser lacks, or has only once it is permitted. */
export type OptionalApi = Partial<Pick<Extension, 'commands' | 'contextMenus' | 'identity' | 'windows'>>;

/**
 * The one place that is asked for what a browser may lack: Firefox on Android has none of it, and Chromium has
 * `identity` once it is permitted. A background that calls what is missing in its first turn is dead, so the types
 * make every caller look first.
 */
export const optionalApi = (): OptionalApi => nativeExtension();

/** Whether the browser has windows with a toolbar, on which Baton's icon and its badge are seen. A phone has none. */
export const hasToolbar = (): boolean => optionalApi().windows !== undefined;
