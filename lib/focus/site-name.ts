const base = 36;
const least = 1;
const most = 26;

/** A site as people write it: `xn--mnchen-3ya.de` is `münchen.de`. What cannot be decoded stays as it is. */
export function siteName(site: string): string {
  if (!site.includes('xn--')) return site;
  const labels = site
    .split('.')
    .map((label) => (label.startsWith('xn--') ? decodePunycode(label.slice(4)) : label));
  const name = labels.join('.');
  return URL.parse(`http://${name}`)?.hostname === site ? name : site;
}

/** Decodes Punycode as RFC 3492 describes it. The caller checks the result, as malformed input gives nonsense. */
function decodePunycode(label: string): string {
  const end = label.lastIndexOf('-');
  const letters = label.slice(0, Math.max(0, end)).split('');
  let code = 128;
  let place = 0;
  let bias = 72;
  for (let at = end + 1; at < label.length;) {
    const before = place;
    let weight = 1;
    for (let step = base; at < label.length; step += base) {
      const digit = parseInt(label[at] ?? '', base);
      at += 1;
      // In Punycode letters are 0 to 25 and digits 26 to 35, the other way round than in `parseInt`.
      const value = digit < 10 ? digit + 26 : digit - 10;
      place += value * weight;
      const threshold = Math.min(most, Math.max(least, step - bias));
      if (value < threshold) break;
      weight *= base - threshold;
    }
    const count = letters.length + 1;
    bias = adaptBias(place - before, count, before === 0);
    code += Math.floor(place / count);
    if (!(code <= 0x10ffff)) return '';
    place %= count;
    letters.splice(place, 0, String.fromCodePoint(code));
    place += 1;
  }
  return letters.join('');
}

function adaptBias(delta: number, count: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / count);
  let bias = 0;
  for (; rest > ((base - least) * most) / 2; bias += base) rest = Math.floor(rest / (base - least));
  return bias + Math.floor(((base - least + 1) * rest) / (rest + 38));
}
