import { liveDay, minutes, type Day } from './day.ts';
import type { Habits } from './habits.ts';
import { computers, mostOfRealtime, pro, type Computer } from './price-list.ts';

/** What so many people ask of a server. */
export interface Load {
  people: number;
  /** The most in any minute of a weekday, a second. */
  peak: Record<'writes' | 'pulls' | 'looks' | 'messages' | 'joins', number>;
  /** The most at any one time. */
  sockets: number;
  /** In a month with 22 weekdays. */
  month: Record<'writes' | 'pulls' | 'looks' | 'messages' | 'checkpoints' | 'sessions', number>;
  /** Hours for which a socket was open, in a month. */
  socketHours: number;
}

/** What was measured of one thing. */
export interface Costs {
  /** Milliseconds of a processor for PostgreSQL. */
  processor: Record<'writes' | 'pulls' | 'looks', number>;
  /** How much more the server works than for such calls by themselves, when they come seldom and from many people. */
  overhead: number;
  /** Bytes of a row with its indexes. */
  row: Record<'checkpoint' | 'session' | 'person', number>;
  /** Bytes of an answer as it leaves, with what is around it. */
  answer: Record<'writes' | 'pulls' | 'looks' | 'hint' | 'heartbeat', number>;
}

const weekdays = 22;
const weekends = 8;
/** A sample stands for all. */
export function loadOf(habits: Habits, people: number, { seed = 1, sample = 20_000 } = {}): Load {
  const [weekday, weekend] = [habits.weekday, habits.weekend].map((active, at) =>
    liveDay(habits, sample, active, seed + at),
  ) as [Day, Day];
  const scale = people / sample;
  const most = (of: Float64Array) => Math.max(...smooth(of)) * scale;
  const month = (total: (day: Day) => number) =>
    (weekdays * total(weekday) + weekends * total(weekend)) * scale;
  const sum = (of: Float64Array) => of.reduce((all, one) => all + one, 0);
  return {
    people,
    peak: {
      writes: most(weekday.writes) / 60,
      pulls: most(weekday.pulls) / 60,
      looks: most(weekday.looks) / 60,
      messages: most(weekday.messages) / 60,
      joins: most(weekday.joins) / 60,
    },
    sockets: most(weekday.sockets),
    month: {
      writes: month((day) => sum(day.writes)),
      pulls: month((day) => sum(day.pulls)),
      looks: month((day) => sum(day.looks)),
      messages: month((day) => sum(day.messages)),
      checkpoints: month((day) => day.checkpoints),
      sessions: month((day) => day.sessions),
    },
    socketHours: month((day) => sum(day.sockets)) / 60,
  };
}

/** Of a sample each minute is a matter of chance: the mean of ten. */
function smooth(of: Float64Array): number[] {
  return Array.from({ length: minutes }, (_, minute) => {
    let sum = 0;
    for (let i = 0; i < 10; i += 1) sum += of[(minute + i) % minutes] ?? 0;
    return sum / 10;
  });
}

/** How many cores PostgreSQL alone keeps busy in the busiest minute. */
export function coresOf({ peak }: Load, { processor, overhead }: Costs): number {
  const calls = peak.writes * processor.writes + peak.pulls * processor.pulls + peak.looks * processor.looks;
  return (overhead * calls) / 1000;
}

/** GB on disk after so many months: acts of one month, and the history of all. */
export function diskOf({ people, month }: Load, { row }: Costs, months: number): number {
  const bytes =
    month.checkpoints * row.checkpoint + months * month.sessions * row.session + people * row.person;
  return bytes / 1e9;
}

/** GB that leave in a month. */
export function egressOf({ month, socketHours }: Load, { answer }: Costs): number {
  const heartbeats = socketHours * (3600 / 20) * answer.heartbeat;
  const answers = month.writes * answer.writes + month.pulls * answer.pulls + month.looks * answer.looks;
  return (answers + (month.messages - month.writes) * answer.hint + heartbeats) / 1e9;
}

/** The smallest computer that has room for the database and of whose cores PostgreSQL takes half at most. */
export function computerFor(cores: number, diskGB: number): Computer | null {
  return computers.find((one) => one.cores / 2 >= cores && one.diskGB >= diskGB) ?? null;
}

export interface Bill {
  what: string;
  dollars: number;
}

/** What a month costs in the twelfth month. Realtime beyond its limit is counted as if they let one have it. */
export function billOf(load: Load, costs: Costs): Bill[] {
  const [disk, egress] = [diskOf(load, costs, 12), egressOf(load, costs)];
  const computer = computerFor(coresOf(load, costs), disk);
  const beyond = (amount: number, { included, each }: { included: number; each: number }) =>
    Math.max(0, amount - included) * each;
  const packages = (amount: number, { included, each }: { included: number; each: number }) =>
    Math.ceil(Math.max(0, amount - included)) * each;
  return [
    { what: 'the plan', dollars: pro.base },
    {
      what: computer === null ? 'more than 8XL' : `computer ${computer.name}`,
      dollars: (computer?.dollars ?? Number.NaN) - pro.computeCredit,
    },
    { what: 'people', dollars: beyond(load.people, pro.people) },
    { what: 'egress', dollars: beyond(egress, pro.egressGB) },
    { what: 'disk', dollars: beyond(disk, pro.diskGB) },
    { what: 'messages', dollars: packages(load.month.messages / 1e6, pro.messagesMillion) },
    { what: 'sockets', dollars: packages(load.sockets / 1000, pro.socketsThousand) },
  ];
}

/** How many people there can be before each limit is met, the first one first. */
export function limitsOf(load: Load, costs: Costs): { what: string; people: number }[] {
  const until = (amount: number, most: number) => (load.people * most) / amount;
  const largest = computers.at(-1)?.cores ?? 0;
  return [
    {
      what: '10,000 sockets at once',
      people: until(load.sockets, mostOfRealtime.sockets),
    },
    {
      what: '2,500 messages of Realtime a second',
      people: until(load.peak.messages, mostOfRealtime.messages),
    },
    {
      what: '2,500 channels joined a second',
      people: until(load.peak.joins, mostOfRealtime.joins),
    },
    { what: 'half of 2 cores (Large)', people: until(coresOf(load, costs), 1) },
    { what: `half of ${largest} cores (8XL)`, people: until(coresOf(load, costs), largest / 2) },
  ].toSorted((one, other) => one.people - other.people);
}
