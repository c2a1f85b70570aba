import { existsSync } from 'node:fs';
import { join } from 'node:path';

const builds = {
  chromium: ['chrome-mv3', 'npm run build'],
  firefox: ['firefox-mv3', 'npm run build:firefox'],
  gallery: ['gallery-mv3', 'npx wxt build -b gallery'],
} as const;

/** The folder in which a build leaves the extension; the gallery's shows every component in every state. */
export function buildFolder(build: keyof typeof builds): string {
  const [folder, command] = builds[build];
  const at = join(import.meta.dirname, '../../../.output', folder);
  if (!existsSync(join(at, 'manifest.json'))) throw new Error(`The extension is not built: ${command}`);
  return at;
}
