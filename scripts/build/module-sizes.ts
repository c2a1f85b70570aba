import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'vite';

/** Of each file of a build, how many characters the groups of its modules brought, before it was made smaller. */
export type ModuleSizes = Record<string, Record<string, number>>;

/** Beside a build, so that it goes into no archive. */
export const sizesBeside = (build: string): string => `${build}.sizes.json`;

/** A package, or a folder of this repository. */
export function groupOf(id: string): string {
  const [path = ''] = id.replace(/^\0/, '').split('?');
  const packages = path.split('/node_modules/');
  if (packages.length > 1) return /^(@[^/]+\/)?[^/]+/.exec(packages.at(-1) ?? '')?.[0] ?? path;
  const own = /\/((?:lib|entrypoints|locales|assets|\.wxt)\/.*)$/.exec(path)?.[1];
  return own === undefined ? 'the rest' : dirname(own);
}

export interface ModuleSizesKeeper {
  plugin(): Plugin;
  /** Writes what was built, once all of it is. */
  keep(build: string): void;
}

/** Notes what each file of a build consists of. One build of the extension is several of Vite. */
export function createModuleSizes(): ModuleSizesKeeper {
  const sizes: ModuleSizes = {};
  return {
    plugin: () => ({
      name: 'module-sizes',
      generateBundle(_, bundle) {
        for (const [file, chunk] of Object.entries(bundle)) {
          if (chunk.type !== 'chunk') continue;
          const groups: Record<string, number> = {};
          for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
            const group = groupOf(id);
            groups[group] = (groups[group] ?? 0) + renderedLength;
          }
          sizes[file] = groups;
        }
      },
    }),
    keep(build) {
      const file = sizesBeside(build);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(sizes));
    },
  };
}
