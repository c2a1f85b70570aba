import { createHash } from 'node:crypto';
import { mergeConfig, type InlineConfig, type Plugin } from 'vite';

/** What makes the popup paint early. */
export interface FirstPaint {
  /** Adds to the build of the pages. */
  addTo(config: InlineConfig): InlineConfig;
  /** Adds to a policy what lets the page have its styles. */
  allowStyles(policy: string): string;
}

/**
 * Each file that a page waits for costs it a few milliseconds. So what the popup shares with other pages is one file,
 * and its styles stand in the page itself. The policy names them by their hash.
 */
export function createFirstPaint(page: string): FirstPaint {
  const needed = new Set<string>();
  let hash: string | null = null;

  const plugin: Plugin = {
    name: 'first-paint',
    buildEnd() {
      needed.clear();
      const waiting = [...this.getModuleIds()].filter((id) => id.endsWith(`/${page}/index.html`));
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        if (needed.has(id)) continue;
        needed.add(id);
        waiting.push(...(this.getModuleInfo(id)?.importedIds ?? []));
      }
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const html = bundle[`${page}.html`] ?? bundle[`entrypoints/${page}/index.html`];
        if (html?.type !== 'asset') throw new Error(`${page}.html is not among what was built.`);
        const link = /<link rel="stylesheet"[^>]* href="\/([^"]+)">/g;
        let styles = '';
        const rest = String(html.source).replaceAll(link, (_link, file: string) => {
          const css = bundle[file];
          if (css?.type !== 'asset') throw new Error(`${page}.html links to ${file}, which was not built.`);
          styles += String(css.source).trim();
          // It loads nothing, but tells what loads later that the styles are there.
          return `<link rel="stylesheet" disabled href="/${file}">`;
        });
        hash = `'sha256-${createHash('sha256').update(styles).digest('base64')}'`;
        html.source = rest.replace('</head>', () => `  <style>${styles}</style>\n  </head>`);
      },
    },
  };

  return {
    addTo: (config) =>
      mergeConfig(config, {
        plugins: [plugin],
        build: {
          rolldownOptions: {
            output: {
              codeSplitting: {
                groups: [{ name: 'first', test: (id: string) => needed.has(id), minShareCount: 2 }],
              },
            },
          },
        },
      }),
    allowStyles: (policy) => (hash === null ? policy : `${policy}; style-src 'self' ${hash}`),
  };
}
