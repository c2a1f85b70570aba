/** What people are taken to do. Assumptions, all of them: nobody was watched. */
export interface Habits {
  /** Shares of people with 1, 2 and 3 devices that are in use. */
  devices: readonly number[];
  /** Share of people who use it on a weekday, and on a day of the weekend. */
  weekday: number;
  weekend: number;
  /** Focus sessions of a day, evenly from one number to the other. */
  sessions: readonly [number, number];
  /** Acts in a session beside its start: pauses, resumes, skips, handoffs, tasks that are checked off. */
  actsInSession: number;
  /** Hours from the first to the last use of a day. */
  hours: number;
  /** Share of those hours for which somebody is at the first device, and at each other one. */
  there: readonly [number, number];
  /** How often somebody comes back to a device of theirs in an hour: its worker wakes, and its socket opens anew. */
  returns: number;
  /** Shares of people by the hours between their clock and UTC. */
  zones: readonly (readonly [hours: number, share: number])[];
  /** Minutes by which their first use is spread around nine o'clock: a standard deviation. */
  spread: number;
}

export const usualHabits: Habits = {
  devices: [0.3, 0.55, 0.15],
  weekday: 0.4,
  weekend: 0.1,
  sessions: [2, 10],
  actsInSession: 1.5,
  hours: 9,
  there: [0.6, 0.15],
  returns: 2,
  zones: [
    [-8, 0.1],
    [-5, 0.2],
    [-3, 0.07],
    [0, 0.08],
    [1, 0.2],
    [3, 0.05],
    [5.5, 0.12],
    [8, 0.1],
    [9, 0.08],
  ],
  spread: 40,
};
