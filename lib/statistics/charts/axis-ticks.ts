const minute = 60_000;
const stepLengths = [5, 10, 15, 30, 60, 120, 180, 240, 360, 480].map((minutes) => minutes * minute);

/**
 * The 1 to 4 lines across a bar chart, in milliseconds. They are at equal, round distances, and the last is the first
 * that is not below `most`.
 */
export function axisTicks(most: number): number[] {
  const step =
    stepLengths.find((step) => step * 4 >= most) ?? Math.ceil(most / 4 / (60 * minute)) * 60 * minute;
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count }, (_, place) => step * (place + 1));
}
