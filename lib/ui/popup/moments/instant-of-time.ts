const day = 24 * 60 * 60_000;

/** What a time field shows of an instant: `09:05`. */
export function timeText(instant: number): string {
  const at = new Date(instant);
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** The last instant until `now` at which clocks showed what a time field says, or null where it says no time. */
export function instantOfTime(text: string, now: number): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const at = (instant: number) => new Date(instant).setHours(Number(hours), Number(minutes), 0, 0);
  const today = at(now);
  return today <= now ? today : at(now - day);
}
