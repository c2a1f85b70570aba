import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Weight {
  what: string;
  /** Bytes after gzip, each file by itself, as they are stored and loaded. */
  bytes: number;
  limit: number;
}

/** Bytes of code after gzip: what the popup may load before its first paint, and what the background may have. */
const limits = { popup: 23_000, background: 101_350 };

export interface Weighed extends Weight {
  files: string[];
}

/** Weighs the build of one browser, which lies in `folder`. */
export function weigh(folder: string): Weighed[] {
  const popup = loadedBy(folder, 'popup.html');
  const background = [join(folder, 'background.js')];
  return [
    { what: 'popup, before the first paint', files: popup, bytes: sum(popup), limit: limits.popup },
    { what: 'background', files: background, bytes: sum(background), limit: limits.background },
  ];
}

/** The scripts that a page loads before it runs: those in its HTML, and all that they import statically. */
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

/** A dynamic import has a bracket after the word. It loads after the paint and does not count. */
function staticImports(code: string): string[] {
  const found = code.matchAll(/\b(?:import|export)(?:[\s{*][^"'();]*?from)?\s*["'](\.{1,2}\/[^"']+)["']/g);
  return [...found].map(([, path = '']) => path);
}

function sum(files: string[]): number {
  return files.reduce((bytes, file) => bytes + gzipSync(readFileSync(file), { level: 9 }).length, 0);
}

/** A table of the weights, and whether all are within their limits. */
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
