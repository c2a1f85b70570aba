import { i18n } from '#i18n';
import { dayOfIso, isoDate } from '../../../statistics/day.ts';
import { neighbourPeriod, type HistoryRange, type Period } from '../../../statistics/period.ts';
import { weekAddress } from '../../../statistics/report/week-address.ts';
import { left, right } from '../../kit/icon-paths.ts';
import { Step } from '../step.tsx';

export interface WeekStepsProps {
  week: Period;
  range: HistoryRange;
  goTo(address: string): void;
}

/** Goes to the report of the week before or after, or of any day. */
export function WeekSteps({ week, range, goTo }: WeekStepsProps) {
  const earlier = neighbourPeriod(week, -1, range);
  const later = neighbourPeriod(week, 1, range);
  const go = (to: Period | null) => to && goTo(weekAddress(to.from));
  return (
    <div class="day-steps">
      <Step name={i18n.t('stats.earlier')} d={left} leads={earlier !== null} go={() => go(earlier)} />
      <input
        class="field day-date"
        type="date"
        aria-label={i18n.t('report.choose')}
        value={isoDate(week.from)}
        min={isoDate(range.firstDay)}
        max={isoDate(range.today)}
        onChange={({ currentTarget }) => {
          const day = dayOfIso(currentTarget.value);
          if (day === null) currentTarget.value = isoDate(week.from);
          else goTo(weekAddress(day));
        }}
      />
      <Step name={i18n.t('stats.later')} d={right} leads={later !== null} go={() => go(later)} />
    </div>
  );
}
