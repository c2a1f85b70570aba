const minute = 60_000;

/** Milliseconds in whole minutes, in the reader's language: `1 hr 40 min` or, narrow, `1h 40m`. */
export function createDurationText(locale: string, width: 'short' | 'narrow'): (ms: number) => string {
  const of = (unit: string) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: width });
  const [hours, minutes] = [of('hour'), of('minute')];
  return (ms) => {
    if (ms > 0 && ms < minute / 2) return `<${minutes.format(1)}`;
    const whole = Math.round(ms / minute);
    // From a hundred hours on, minutes say nothing.
    if (whole >= 6000) return hours.format(Math.round(whole / 60));
    const [h, m] = [Math.floor(whole / 60), whole % 60];
    if (h === 0) return minutes.format(m);
    return m === 0 ? hours.format(h) : `${hours.format(h)} ${minutes.format(m)}`;
  };
}
