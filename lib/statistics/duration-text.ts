const minute = 60_000;

/** What the texts have between a figure and its unit, where Intl has it otherwise. */
const gaps: Readonly<Partial<Record<string, string>>> = { es: '\u00a0', fr: '\u00a0', ja: '', zh: ' ' };

/** Milliseconds in whole minutes, in the reader's language: `1 hr 40 min` or, narrow, `1h 40m`. */
export function createDurationText(locale: string, width: 'short' | 'narrow'): (ms: number) => string {
  const gap = gaps[locale.slice(0, 2)];
  const of = (unit: string) => {
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: width });
    return (value: number) => {
      const text = format.format(value);
      return gap === undefined ? text : text.replace(/\s?(?=[^\d\s]+$)/, gap);
    };
  };
  const [hours, minutes] = [of('hour'), of('minute')];
  return (ms) => {
    if (ms > 0 && ms < minute / 2) return `<${minutes(1)}`;
    const whole = Math.round(ms / minute);
    // From a hundred hours on, minutes say nothing.
    if (whole >= 6000) return hours(Math.round(whole / 60));
    const [h, m] = [Math.floor(whole / 60), whole % 60];
    if (h === 0) return minutes(m);
    return m === 0 ? hours(h) : `${hours(h)}${gap === '' ? '' : ' '}${minutes(m)}`;
  };
}
