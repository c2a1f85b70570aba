import { parseMessagesFile, generateChromeMessages } from '@wxt-dev/i18n/build';
import { join } from 'node:path';
import { fakeBrowser } from 'wxt/testing/fake-browser';

const english = join(import.meta.dirname, '../../../locales/en.yml');

/** Lets `i18n.t` read the real English catalogue in unit tests, where the browser does not bring one. */
export async function installCatalogue(): Promise<void> {
  const messages = generateChromeMessages(await parseMessagesFile(english));
  const getMessage = (key: string, substitutions?: string | string[]): string => {
    if (key === '@@ui_locale') return 'en';
    const values = [substitutions ?? []].flat();
    const message = messages[key]?.message ?? '';
    return message.replaceAll(/\$(\d)/g, (_, figure: string) => values[Number(figure) - 1] ?? '');
  };
  Object.assign(fakeBrowser.i18n, { getMessage });
}
