import { join } from 'node:path';
import { run } from './run-command.ts';

/**
 * Builds the extension for Chromium with the address of a Supabase project in it, beside the build without one.
 * Returns its folder. The path is the same each time, so the extension's id is too.
 */
export async function buildExtension(server: { url: string; publishable_key: string }): Promise<string> {
  process.env['WXT_SUPABASE_URL'] = server.url;
  process.env['WXT_SUPABASE_PUBLISHABLE_KEY'] = server.publishable_key;
  const { ok, output } = await run(['wxt', 'build', '--mode', 'demo']);
  if (!ok) throw new Error(`The extension could not be built:\n${output}`);
  return join(import.meta.dirname, '../.output/chrome-mv3-demo');
}
