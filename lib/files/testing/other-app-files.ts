/** Small files as other apps write them. */

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

export const togglHeader =
  'User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()';
export const togglRows = [
  'Ada,ada@example.org,,Website,,"Write the page, twice",No,2026-03-02,09:00:00,2026-03-02,10:30:00,01:30:00,web,',
  'Ada,ada@example.org,,Website,,"Write the page, twice",No,2026-03-03,23:50:00,2026-03-04,00:20:00,00:30:00,,',
  'Ada,ada@example.org,,,,,No,2026-03-04,11:00:00,2026-03-04,11:05:00,00:05:00,,',
];
export const togglCsv = `\ufeff${[togglHeader, ...togglRows].join('\n')}\n`;

const superProductivityTask = {
  notes: '',
  timeEstimate: 0,
  timeSpent: 0,
  timeSpentOnDay: {},
  isDone: false,
  projectId: 'INBOX',
  tagIds: [],
  subTaskIds: [] as string[],
  created: 1772442000000,
};
export const superProductivity = {
  timestamp: 1772500000000,
  lastUpdate: 1772500000000,
  crossModelVersion: 4.5,
  data: {
    task: {
      ids: ['a', 'b', 'c'],
      entities: {
        a: {
          ...superProductivityTask,
          id: 'a',
          title: 'Plan the trip',
          subTaskIds: ['b'],
          timeSpentOnDay: { '2026-03-02': 3_600_000 },
        },
        b: {
          ...superProductivityTask,
          id: 'b',
          title: 'Book a train',
          notes: 'By night',
          parentId: 'a',
          timeEstimate: 4_500_000,
          timeSpentOnDay: { '2026-03-02': 3_600_000, '2026-03-03': 0 },
        },
        c: { ...superProductivityTask, id: 'c', title: 'Pack', isDone: true, doneOn: 1772445600000 },
      },
    },
    archiveYoung: {
      task: {
        ids: ['d'],
        entities: {
          d: {
            ...superProductivityTask,
            id: 'd',
            title: 'Choose a place',
            timeSpentOnDay: { '2026-02-20': 600_000, '2026-02-21': 900_000 },
          },
        },
      },
    },
    archiveOld: {},
    project: { ids: [], entities: {} },
  },
};
