import { browser } from 'wxt/browser';

/**
 * Makes sure that the browser does not delete what Baton keeps when the disk gets full. False if it may. The permission
 * `unlimitedStorage` is enough in Chromium, whose workers cannot ask for more. Firefox has to be asked as well, and
 * says yes by itself to an extension with that permission.
 */
export async function protectStorage(): Promise<boolean> {
  if (!import.meta.env.FIREFOX) return browser.permissions.contains({ permissions: ['unlimitedStorage'] });
  // In a background that is private there is nothing to keep, and the question would wait for a person.
  if (browser.extension.inIncognitoContext) return false;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}
