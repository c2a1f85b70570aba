const minute = 60_000;
const steps = [5, 10, 15, 30, 60, 120, 180, 240, 360, 480].map((minutes) => minutes * minute);

/** Lines at round times (milliseconds) from the first above 0 up to the first that is not below `most`: 1 to 4. */
export function axisTicks(most: number): number[] {
  const step = steps.find((step) => step * 4 >= most) ?? Math.ceil(most / 4 / (60 * minute)) * 60 * minute;
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count }, (_, place) => step * (place + 1));
}
