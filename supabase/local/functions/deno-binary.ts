import { createRequire } from 'node:module';

/** Where Deno is. npm may have left out the link to it that its package makes at the first run. */
export function denoBinary(): string {
  const { runInstall } = createRequire(import.meta.url)('deno/install_api.cjs') as { runInstall(): string };
  return runInstall();
}
