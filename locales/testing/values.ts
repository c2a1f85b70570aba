import { createFormatter } from '../../lib/statistics/formatter.ts';
import { timeOfDay } from '../../lib/ui/kit/clock-text.ts';
import { briefTime, dayAndTime, dayText } from '../../lib/ui/kit/date-text.ts';
import { listText } from '../../lib/ui/kit/list-text.ts';
import { uiLocale } from '../../lib/ui/kit/locale.ts';
import { numberText } from '../../lib/ui/kit/number-text.ts';
import { weekTime } from '../../lib/ui/kit/week-time.ts';
import { i18n } from '../../lib/language/i18n.ts';
import { dayOfDate } from '../../lib/statistics/day.ts';

/** What may stand at a place of a text. `name` is whatever a person or another program has written. */
export type Kind =
  | 'name'
  | 'device'
  | 'count'
  | 'number'
  | 'small'
  | 'fixed'
  | 'figure'
  | 'time'
  | 'moment'
  | 'otherDay'
  | 'weekTime'
  | 'date'
  | 'duration'
  | 'shortDuration'
  | 'percent'
  | 'hour'
  | 'weekday'
  | 'year'
  | 'span'
  | 'dayName'
  | 'bestHours'
  | 'bar'
  | 'pomodoros'
  | 'sum'
  | 'list'
  | 'parts'
  | 'phase'
  | 'was'
  | 'outcome'
  | 'left'
  | 'reason';

const minute = 60_000;
const phases = ['work', 'short_break', 'long_break'] as const;

/** A Wednesday afternoon in March. */
const now = new Date(2026, 2, 11, 21, 30).getTime();
const today = [new Date(2026, 2, 11, 14, 34), new Date(2026, 2, 11, 1, 5), new Date(2026, 2, 11, 0, 0)].map(
  Number,
);
const otherDays = [
  new Date(2026, 2, 9, 14, 5),
  new Date(2026, 1, 28, 1, 5),
  new Date(2025, 11, 31, 0, 0),
].map(Number);

/** Written by others: it may hold any sign, and Baton cannot set it. */
const foreign: readonly string[] = [
  'שלום עולם',
  'Ada’s “big” «plan» „now“ 「今」 $1 & <b>',
  'a  b.',
  'x'.repeat(200),
];

/** All that may stand at a place of this kind, written as the pages write it in the catalogue in use. */
export function valuesOf(kind: Kind): readonly string[] {
  const formatter = createFormatter(uiLocale());
  const day = dayOfDate(2026, 2, 11);
  switch (kind) {
    case 'name':
      return ['Plan', ...foreign];
    case 'device':
      return ['Firefox · Linux', i18n.t('timer.another_device'), ...foreign];
    case 'count':
    case 'number':
      return [0, 1, 2, 5, 21, 1000].map(numberText);
    case 'small':
      return ['1', '2', '5', '12', '180'];
    case 'fixed':
      return ['5', '8', '100', '500'];
    case 'figure':
      return ['1a2b', '12'];
    case 'time':
      return today.map((at) => timeOfDay(at));
    case 'moment':
      return [...today, ...otherDays].map((at) => briefTime(at, now));
    case 'otherDay':
      return otherDays.map((at) => dayAndTime(at));
    case 'weekTime':
      return [...today, ...otherDays].map((at) => weekTime(at, now));
    case 'date':
      return [...otherDays.map((at) => dayText(at)), formatter.date(day)];
    case 'duration':
      return [0, 1, minute, 25 * minute, 60 * minute, 100 * minute, 74_000 * minute].map(formatter.duration);
    case 'shortDuration':
      return [minute, 25 * minute, 60 * minute, 100 * minute].map(formatter.shortDuration);
    case 'percent':
      return [0, 0.01, 0.5, 0.99].map(formatter.percent);
    case 'hour':
      return [15, 1, 0].map(formatter.hour);
    case 'weekday':
      return [0, 3, 6].map((weekday) => formatter.weekday(weekday as 0, 'long'));
    case 'year':
      return [formatter.year(day)];
    case 'span':
      return [formatter.span({ from: day, to: day + 7 }), formatter.span({ from: day + 18, to: day + 25 })];
    case 'dayName':
      return [0, 3, 6].map((later) => formatter.day(day + later));
    case 'bestHours': {
      const hours = valuesOf('hour').map((hour) => i18n.t('report.hour', [hour, formatter.duration(minute)]));
      return [1, 3].map((count) => listText(hours.slice(0, count)));
    }
    case 'bar':
      return [formatter.dayShort(day), formatter.monthOfYear(day), formatter.year(day)];
    case 'pomodoros':
      return [0, 1, 2, 21].map((count) => i18n.t('stats.pomodoros', count, [numberText(count)]));
    case 'sum':
      return valuesOf('duration').map((duration) => i18n.t('stats.sum', [duration]));
    case 'list':
      return [1, 2, 3].map((count) => listText(['a.example', 'news.example', 'b.example'].slice(0, count)));
    case 'parts':
      return [i18n.t('join.tasks', 1), i18n.t('join.running')];
    case 'phase':
      return phases.map((phase) => i18n.t(`phase.${phase}`));
    case 'was':
      return phases.flatMap((phase) =>
        [today[0] ?? 0, otherDays[0] ?? 0].map((at) => i18n.t(`told.was.${phase}`, [weekTime(at, now)])),
      );
    case 'outcome': {
      const [was = ''] = valuesOf('was');
      return [
        was,
        ...[1, 2].map((left) => i18n.t('told.left', left, [String(left), was])),
        ...[0, 1, 25].map((minutes) => i18n.t('told.counts', minutes, [String(minutes), was])),
        i18n.t('told.goes_on', [timeOfDay(now), was]),
        i18n.t('told.gone', [was]),
      ];
    }
    case 'left':
      return [i18n.t('toolbar.minutes', ['25']), i18n.t('toolbar.seconds', ['60'])];
    case 'reason':
      return [i18n.t('reason.unreachable'), 'PGRST301'];
  }
}

/** Whether Baton itself has written a value, so that it has to fit its text. */
export function isOwn(value: string): boolean {
  return !foreign.includes(value);
}
