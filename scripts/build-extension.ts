import { join } from 'node:path';
import { build } from 'wxt';

/**
 * Builds the extension for Chromium with a Supabase project built in, into its own folder below .output.
 * Returns that folder; its path, and so the extension's id, is the same each time.
 */
export async function buildExtension(
  folder: string,
  server: { url: string; publishable_key: string },
): Promise<string> {
  process.env['WXT_SUPABASE_URL'] = server.url;
  process.env['WXT_SUPABASE_PUBLISHABLE_KEY'] = server.publishable_key;
  await build({ outDir: join('.output', folder), logger: terse });
  return join(import.meta.dirname, '../.output', folder, 'chrome-mv3');
}

const nothing = (): void => undefined;
const tell = (...words: unknown[]): void => console.error(...words);
const terse = {
  debug: nothing,
  log: nothing,
  info: nothing,
  success: nothing,
  warn: tell,
  error: tell,
  fatal: tell,
  level: 1,
};
