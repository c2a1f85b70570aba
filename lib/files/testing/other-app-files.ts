/** Small files as Marinara and Tomato Clock write them. */

export const marinaraHeader =
  'End (ISO 8601),End Date,End Time (24 Hour),End Timestamp (Unix),End Timezone (UTC Offset Minutes),Duration (Seconds)';
export const marinaraCsv = `${marinaraHeader}\n2020-03-01T09:25:00.000+01:00,2020-03-01,09:25:00,1583051100,60,1500\n2020-03-01T09:55:00.000+01:00,2020-03-01,09:55:00,1583052900,60,1500\n`;
export const marinaraJson = JSON.stringify({
  pomodoros: [1583051100 / 60, 1583052900 / 60],
  durations: [2, 1500],
  timezones: [2, -60],
  version: 1,
});
export const tomatoClockEntries = [
  { timeout: 1_500_000, type: 'tomato', date: '2020-03-01T08:25:00.123Z' },
  { timeout: 300_000, type: 'shortBreak', date: '2020-03-01T08:31:00.000Z' },
  { timeout: 900_000, type: 'longBreak', date: '2020-03-01T08:50:00.000Z' },
];
