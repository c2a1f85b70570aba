import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Weight {
  what: string;
  /** Bytes after gzip, each file by itself, as they are stored and loaded. */
  bytes: number;
  limit: number;
}

/** Bytes of code, after gzip, that the popup may load before its first paint and that the background may have. */
const limits = { popup: 20_000, background: 85_000 };

/** Weighs what the build of one browser left in `folder`. */
export function weigh(folder: string): Weight[] {
  return [
    {
      what: 'popup, before the first paint',
      bytes: sum(loadedBy(folder, 'popup.html')),
      limit: limits.popup,
    },
    { what: 'background', bytes: sum([join(folder, 'background.js')]), limit: limits.background },
  ];
}

/** The scripts that a page loads before it runs: those it names, and what they import statically, and so on. */
export function loadedBy(folder: string, page: string): string[] {
  const html = readFileSync(join(folder, page), 'utf8');
  const waiting = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, src = '']) => join(folder, src));
  const loaded = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (loaded.has(file) || !existsSync(file)) continue;
    loaded.add(file);
    for (const imported of staticImports(readFileSync(file, 'utf8')))
      waiting.push(normalize(join(dirname(file), imported)));
  }
  return [...loaded];
}

/** A dynamic import has a bracket after the word; those come after the paint. */
function staticImports(code: string): string[] {
  const found = code.matchAll(/\b(?:import|export)(?:[\s{*][^"'();]*?from)?\s*["'](\.{1,2}\/[^"']+)["']/g);
  return [...found].map(([, path = '']) => path);
}

function sum(files: string[]): number {
  return files.reduce((bytes, file) => bytes + gzipSync(readFileSync(file), { level: 9 }).length, 0);
}

/** A table of the weights, and whether all keep their limits. */
export function report(weights: Weight[]): { ok: boolean; table: string } {
  const lines = weights.map(({ what, bytes, limit }) =>
    [
      what.padEnd(46),
      kilobytes(bytes).padStart(8),
      'of',
      kilobytes(limit).padStart(8),
      bytes > limit ? 'TOO MUCH' : '',
    ].join(' '),
  );
  return { ok: weights.every(({ bytes, limit }) => bytes <= limit), table: lines.join('\n') };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
