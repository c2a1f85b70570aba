import type { Span } from './record.ts';

/** What one page or worker did. */
export interface Lane {
  name: string;
  spans: readonly Span[];
}

const [width, left, rowHeight, gap] = [1000, 12, 18, 26];

/** A picture of who did what when. Spans that overlap stand below each other. `zero` is the instant of the left edge. */
export function drawFlame(title: string, lanes: readonly Lane[], zero: number): string {
  const end = Math.max(...lanes.flatMap(({ spans }) => spans.map(({ to }) => to)));
  const scale = (width - 2 * left) / Math.max(1, end - zero);
  const x = (at: number) => left + Math.max(0, at - zero) * scale;
  const parts: string[] = [];
  let y = 56;
  for (const { name, spans } of lanes) {
    parts.push(`<text class="lane" x="${left}" y="${y}">${escape(name)}</text>`);
    y += 8;
    for (const { what, from, to } of spans.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
      const [at, wide] = [x(from), Math.max(1.5, (to - Math.max(from, zero)) * scale)];
      const label = `${what} ${(to - from).toFixed(1)}`;
      parts.push(
        `<rect class="${kindOf(what)}" x="${n(at)}" y="${y}" width="${n(wide)}" height="${rowHeight - 3}"/>`,
      );
      const isLate = at > width * 0.7;
      parts.push(
        `<text x="${n(isLate ? at - 4 : at + wide + 4)}" y="${y + 11}"${isLate ? ' text-anchor="end"' : ''}>${escape(label)}</text>`,
      );
      y += rowHeight;
    }
    y += gap;
  }
  const step = stepOf(end - zero);
  const marks = Array.from({ length: Math.floor((end - zero) / step) + 1 }, (_, i) => i * step);
  const ticks = marks.map(
    (mark) =>
      `<line x1="${n(x(zero + mark))}" y1="34" x2="${n(x(zero + mark))}" y2="${y - gap}"/><text x="${n(x(zero + mark) + 3)}" y="42">${mark} ms</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" role="img" aria-label="${escape(title)}">
<style>
svg { background: #fff; font: 11px system-ui, sans-serif; fill: #222 }
.title { font-size: 14px; font-weight: 600 } .lane { font-weight: 600; font-size: 12px }
line { stroke: #ddd } rect { rx: 2px } .disk { fill: #c2410c } .net { fill: #1d4ed8 } .paint { fill: #15803d } .api { fill: #a16207 } .run { fill: #6b7280 }
</style>
<text class="title" x="${left}" y="20">${escape(title)}</text>
${ticks.join('\n')}
${parts.join('\n')}
</svg>
`;
}

function kindOf(what: string): string {
  if (/^(open|read|write)/.test(what)) return 'disk';
  if (/server|hint/.test(what)) return 'net';
  if (/paint|Badge/.test(what)) return 'paint';
  return what.includes('.') ? 'api' : 'run';
}

/** About ten marks. */
function stepOf(length: number): number {
  return [1, 2, 5, 10, 20, 50, 100, 200, 500].find((step) => length / step <= 12) ?? 1000;
}

const n = (value: number): string => value.toFixed(1);

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
